-- Grain: one row per school or district and rule of the certification about SENR for Fall.

with

records as (

    select * from {{ ref('int_calpads__senr_records') }}
    where export_name = 'senr_fall'

),

selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where export_name = 'senr_fall'

),

counts as (

    select * from {{ ref('int_calpads__school_counts') }}

),

schools as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded and org_type = 'school'

),

calendar_days as (

    select * from {{ ref('stg_sis__calendar_days') }}
    where is_instructional

),

options as (

    select * from {{ ref('run_options') }}

),

-- CERT001: a school that is open, that is one with a day of instruction in the year, is expected.
expected as (

    select
        schools.school_code,
        count(*) as days
    from schools
    cross join options
    inner join calendar_days on schools.org_id = calendar_days.org_id
    where calendar_days.calendar_date between options.year_start_date and options.year_end_date
    group by schools.school_code

),

reported as (

    select records.school_of_attendance
    from records
    inner join selection on records.record_key = selection.record_key
    where selection.exclusion_reason is null or selection.exclusion_reason = 'previously_submitted'
    group by records.school_of_attendance

),

-- A graduate of last year is compared with grade 12 on Census Day of that year.
rates as (

    select
        'school ' || last_year.school_code as record_key,
        last_year.graduates,
        last_year.grade_12_students,
        100.0 * last_year.graduates / nullif(last_year.grade_12_students, 0) as graduate_rate,
        100.0 * before.graduates / nullif(before.grade_12_students, 0) as earlier_graduate_rate,
        100.0 * last_year.uc_csu_graduates / nullif(last_year.graduates, 0) as uc_csu_share,
        100.0 * before.uc_csu_graduates / nullif(before.graduates, 0) as earlier_uc_csu_share
    from counts as last_year
    left join counts as before
        on last_year.school_code = before.school_code and before.years_ago = 2
    where last_year.years_ago = 1

),

-- Special education, of the students whose disability is known; nothing is told of a place where
-- it is unknown for somebody.
of_special_education as (

    select
        'school ' || school_code as record_key,
        true as is_school,
        students,
        students_with_disability,
        students_of_unknown_disability
    from counts
    where years_ago = 0 and students > 0
    union all
    select
        'all rows' as record_key,
        false as is_school,
        sum(counts.students) as students,
        sum(counts.students_with_disability) as students_with_disability,
        sum(counts.students_of_unknown_disability) as students_of_unknown_disability
    from counts
    cross join options
    where counts.years_ago = 0 and options.site = 'LEA'

),

told as (

    select
        'school ' || expected.school_code as record_key,
        'CERT001' as rule_id,
        'school_of_attendance' as column_name,
        {{ number_of('expected.days', 'day') }} || ' of instruction' as value
    from expected
    left join reported on expected.school_code = reported.school_of_attendance
    where reported.school_of_attendance is null
    union all
    -- CERT010, CERT011: special education above 25 percent of the school, of the LEA. CERT012: no
    -- student of special education at the school.
    select
        record_key,
        case
            when students_with_disability = 0 then 'CERT012'
            when is_school then 'CERT010'
            else 'CERT011'
        end as rule_id,
        'school_of_attendance' as column_name,
        students_with_disability || ' of ' || {{ number_of('students', 'student') }} as value
    from of_special_education
    where
        students_of_unknown_disability = 0
        and (
            students_with_disability * 4 > students
            or (is_school and students_with_disability = 0)
        )
    union all
    -- CERT014: graduates 20 percent above grade 12 of the year. CERT015: grade 12 and no graduates.
    select
        record_key,
        case when graduates = 0 then 'CERT015' else 'CERT014' end as rule_id,
        'student_school_completion_status' as column_name,
        graduates || ' of ' || {{ number_of('grade_12_students', 'student') }} as value
    from rates
    where
        (graduates = 0 and grade_12_students > 0)
        or (graduates * 10 > grade_12_students * 12 and grade_12_students > 0)
    union all
    -- CERT016: the graduate rate moved by 25 points.
    select
        record_key,
        'CERT016' as rule_id,
        'student_school_completion_status' as column_name,
        'from ' || cast(round(earlier_graduate_rate) as integer)
        || ' to ' || cast(round(graduate_rate) as integer) as value
    from rates
    where abs(graduate_rate - earlier_graduate_rate) >= 25
    union all
    -- CERT017: the share of graduates with the UC/CSU requirements moved by 25 points.
    select
        record_key,
        'CERT017' as rule_id,
        'met_all_uc_csu_requirements' as column_name,
        'from ' || cast(round(earlier_uc_csu_share) as integer)
        || ' to ' || cast(round(uc_csu_share) as integer) as value
    from rates
    where abs(uc_csu_share - earlier_uc_csu_share) >= 25

),

final as (

    select
        'senr_fall' as export_name,
        record_key,
        rule_id,
        column_name,
        value
    from told

)

select * from final
