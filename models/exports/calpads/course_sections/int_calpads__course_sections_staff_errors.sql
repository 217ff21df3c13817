-- Grain: one row per course file, educator of its sections, and staff file that lacks the person.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}

),

student_records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

student_selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where exclusion_reason is null

),

sdem_records as (

    select * from {{ ref('int_calpads__sdem_records') }}

),

sdem_selection as (

    select * from {{ ref('int_calpads__sdem_selection') }}

),

sass_records as (

    select * from {{ ref('int_calpads__sass_records') }}

),

sass_selection as (

    select * from {{ ref('int_calpads__sass_selection') }}

),

elsewhere as (

    select * from {{ ref('int_staff__assigned_elsewhere') }}
    where is_teaching

),

students_of_section as (

    select
        case student_records.export_name when 'scse' then 'crse' else 'crsc' end as export_name,
        student_records.section_key,
        count(*) as student_rows
    from student_records
    inner join student_selection
        on
            student_records.export_name = student_selection.export_name
            and student_records.record_key = student_selection.record_key
    group by student_records.export_name, student_records.section_key

),

-- What falls with a person: the sections, and the student rows of those sections. Each person is
-- looked for in both staff files.
people as (

    select
        records.export_name,
        staff_files.staff_file,
        records.staff_id,
        records.reporting_lea,
        records.seid,
        count(*) as section_rows,
        coalesce(sum(students_of_section.student_rows), 0) as student_rows
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    cross join (values ('SDEM'), ('SASS')) as staff_files (staff_file)
    left join students_of_section
        on
            records.export_name = students_of_section.export_name
            and records.section_key = students_of_section.section_key
    where selection.exclusion_reason is null and records.seid <> '9999999999'
    group by
        records.export_name,
        staff_files.staff_file,
        records.staff_id,
        records.reporting_lea,
        records.seid

),

staff_rows as (

    select
        'SDEM' as staff_file,
        sdem_records.staff_id,
        sdem_records.reporting_lea,
        sdem_records.seid,
        true as is_teaching,
        sdem_selection.exclusion_reason
    from sdem_records
    inner join sdem_selection on sdem_records.record_key = sdem_selection.record_key
    union all
    select
        'SASS' as staff_file,
        sass_records.staff_id,
        sass_records.reporting_lea,
        sass_records.seid,
        sass_records.is_teaching,
        sass_selection.exclusion_reason
    from sass_records
    inner join sass_selection on sass_records.record_key = sass_selection.record_key

),

in_file as (

    select
        staff_file,
        reporting_lea,
        seid,
        bool_or(is_teaching) as is_teaching
    from staff_rows
    where exclusion_reason is null
    group by staff_file, reporting_lea, seid

),

-- Why a person stands in no row, where the staff file says so.
left_out as (

    select
        staff_file,
        staff_id,
        min(exclusion_reason) as exclusion_reason
    from staff_rows
    where exclusion_reason is not null
    group by staff_file, staff_id

),

-- CERT054 in both submissions (CRSE0220 and CRSC0220 say it row by row, as a warning). CERT047 is
-- asked in Fall 2 alone; a teacher who came after Census Day is rightly in CRSC without SASS.
final as (

    select
        people.export_name,
        'staff ' || people.staff_id as record_key,
        case
            when people.staff_file = 'SDEM' then 'CERT054'
            when people.export_name = 'crse' then 'CERT047'
            else 'section_staff_not_in_sass'
        end as rule_id,
        'seid' as column_name,
        case
            when in_file.seid is not null then 'in SASS without a teaching assignment'
            else
                'missing from ' || people.staff_file
                || coalesce(' (' || left_out.exclusion_reason || ')', '')
        end
        || ': ' || {{ number_of('people.section_rows', 'section') }}
        || ', ' || {{ number_of('people.student_rows', 'student row') }} as value
    from people
    left join in_file
        on
            people.staff_file = in_file.staff_file
            and people.reporting_lea = in_file.reporting_lea
            and people.seid = in_file.seid
    left join left_out
        on
            people.staff_file = left_out.staff_file
            and people.staff_id = left_out.staff_id
    left join elsewhere
        on
            people.staff_file = 'SASS'
            and people.staff_id = elsewhere.staff_id
            and people.reporting_lea = elsewhere.reporting_lea
    where
        elsewhere.staff_id is null
        and (in_file.seid is null or (people.export_name = 'crse' and not in_file.is_teaching))

)

select * from final
