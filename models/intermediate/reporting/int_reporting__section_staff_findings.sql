-- Grain: one row per course file, educator of its sections, and staff file that lacks the person.

with

sections as (

    select * from {{ ref('int_reporting__sections_of_files') }}
    where exclusion_reason is null and seid <> '9999999999'

),

educators as (

    select * from {{ ref('int_courses__educators') }}

),

student_rows as (

    select * from {{ ref('int_reporting__student_rows_of_files') }}

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
        course_export_name,
        section_key,
        count(*) as student_rows
    from student_rows
    group by course_export_name, section_key

),

-- What falls with a person: the sections, and the student rows of those sections.
people as (

    select
        sections.export_name,
        educators.staff_id,
        sections.reporting_lea,
        sections.seid,
        count(*) as section_rows,
        coalesce(sum(students_of_section.student_rows), 0) as student_rows
    from sections
    inner join educators on sections.record_key = educators.record_key
    left join students_of_section
        on
            sections.export_name = students_of_section.course_export_name
            and sections.section_key = students_of_section.section_key
    group by sections.export_name, educators.staff_id, sections.reporting_lea, sections.seid

),

in_sdem as (

    select
        sdem_records.reporting_lea,
        sdem_records.seid
    from sdem_records
    inner join sdem_selection on sdem_records.record_key = sdem_selection.record_key
    where sdem_selection.exclusion_reason is null
    group by sdem_records.reporting_lea, sdem_records.seid

),

in_sass as (

    select
        sass_records.reporting_lea,
        sass_records.seid,
        bool_or(sass_records.is_teaching) as is_teaching
    from sass_records
    inner join sass_selection on sass_records.record_key = sass_selection.record_key
    where sass_selection.exclusion_reason is null
    group by sass_records.reporting_lea, sass_records.seid

),

-- Why a person stands in no row, where the staff file says so.
left_out_of_sdem as (

    select
        subject_key as staff_id,
        min(exclusion_reason) as exclusion_reason
    from sdem_selection
    where exclusion_reason is not null
    group by subject_key

),

left_out_of_sass as (

    select
        subject_key as staff_id,
        min(exclusion_reason) as exclusion_reason
    from sass_selection
    where exclusion_reason is not null
    group by subject_key

),

-- CERT054 in both submissions (CRSE0220 and CRSC0220 say it row by row, as a warning). CERT047 is
-- asked in Fall 2 alone; a teacher who came after Census Day is rightly in CRSC without SASS.
missing as (

    select
        people.*,
        'CERT054' as rule_id,
        'missing from SDEM' || coalesce(' (' || left_out_of_sdem.exclusion_reason || ')', '')
            as problem
    from people
    left join in_sdem
        on
            people.reporting_lea = in_sdem.reporting_lea
            and people.seid = in_sdem.seid
    left join left_out_of_sdem on people.staff_id = left_out_of_sdem.staff_id
    where in_sdem.seid is null
    union all
    select
        people.*,
        case
            when people.export_name = 'crse' then 'CERT047'
            else 'section_staff_not_in_sass'
        end as rule_id,
        case
            when in_sass.seid is not null then 'in SASS without a teaching assignment'
            else
                'missing from SASS'
                || coalesce(' (' || left_out_of_sass.exclusion_reason || ')', '')
        end as problem
    from people
    left join in_sass
        on
            people.reporting_lea = in_sass.reporting_lea
            and people.seid = in_sass.seid
    left join left_out_of_sass on people.staff_id = left_out_of_sass.staff_id
    left join elsewhere
        on
            people.staff_id = elsewhere.staff_id
            and people.reporting_lea = elsewhere.reporting_lea
    where
        elsewhere.staff_id is null
        and (
            in_sass.seid is null
            or (people.export_name = 'crse' and not in_sass.is_teaching)
        )

),

final as (

    select
        export_name,
        'staff ' || staff_id as record_key,
        rule_id,
        'seid' as column_name,
        problem || ': ' || {{ number_of('section_rows', 'section') }} || ', '
        || {{ number_of('student_rows', 'student row') }} as value
    from missing

)

select * from final
