-- Grain: one row per student of SENR for Fall without language status, per school whose number of
-- English learners has moved, and per record that cannot be the first status of the state.

with

senr_records as (

    select * from {{ ref('int_calpads__senr_records') }}
    where export_name = 'senr_fall'

),

senr_selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where
        export_name = 'senr_fall'
        and (exclusion_reason is null or exclusion_reason = 'previously_submitted')

),

records as (

    select * from {{ ref('int_calpads__sela_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sela_selection') }}
    where exclusion_reason is null

),

state_students as (

    select * from {{ ref('int_calpads__state_students') }}

),

enrollments as (

    select * from {{ ref('fct_enrollments') }}
    where is_effective

),

schools as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

statuses as (

    select * from {{ ref('fct_language_statuses') }}
    where elas_code is not null

),

roles as (

    select * from {{ ref('code_roles') }}
    where role in ('grade_order', 'english_learner')

),

options as (

    select * from {{ ref('run_options') }}

),

-- Of whatever year: the state keeps what it was told before.
known as (

    select
        student_id,
        min({{ start_or_open('start_date') }}) as first_date
    from statuses
    group by student_id

),

-- CERT067: a student of TK to 12 (order 4 to 17) who is enrolled on Census Day has a status.
without_status as (

    select
        'student ' || senr_records.student_id as record_key,
        'CERT067' as rule_id,
        max(
            case when known.first_date is null then 'no status' else 'status after Census Day' end
        ) as value
    from senr_records
    cross join options
    inner join senr_selection on senr_records.record_key = senr_selection.record_key
    inner join roles
        on senr_records.grade_level_code = roles.code and roles.role = 'grade_order'
    left join known on senr_records.student_id = known.student_id
    where
        senr_records.enrollment_status_code in ('10', '30')
        and roles.sort_order between 4 and 17
        and {{ span_covers('senr_records.enrollment_start_date',
                           'senr_records.enrollment_exit_date', 'options.census_date') }}
        and coalesce(known.first_date > options.census_date, true)
    group by senr_records.student_id

),

days as (

    select
        'this' as census_year,
        census_date
    from options
    union all
    select
        'last' as census_year,
        cast({{ first_wednesday_of_october('school_year - 2') }} as date) as census_date
    from options

),

learners as (

    select
        schools.school_code,
        count(distinct enrollments.student_id) filter (where days.census_year = 'this') as students,
        count(distinct enrollments.student_id) filter (where days.census_year = 'last')
            as students_last_year
    from enrollments
    inner join schools on enrollments.org_id = schools.org_id
    inner join statuses on enrollments.student_id = statuses.student_id
    inner join roles on statuses.elas_code = roles.code and roles.role = 'english_learner'
    inner join days
        on
            {{ span_covers('enrollments.entry_date', 'enrollments.exit_date', 'days.census_date') }}
            and {{ span_covers('statuses.start_date', 'statuses.end_date', 'days.census_date') }}
    group by schools.school_code

),

-- SELA0266 (12.13): where the SSID extract of the state has no status, the first one known here is
-- the first ever.
first_statuses as (

    select
        records.record_key,
        'SELA0266' as rule_id,
        records.english_language_acquisition_status_code as value
    from records
    inner join selection on records.record_key = selection.record_key
    inner join state_students on records.ssid = state_students.ssid
    where
        state_students.elas_code is null
        and records.previous_status_code is null
        and records.english_language_acquisition_status_code not in ('TBD', 'EO', 'IFEP', 'EL')

),

told as (

    select * from without_status
    union all
    select * from first_statuses
    union all
    -- CERT024: the number of English learners of the school moved by 25 and by 25 percent.
    select
        'school ' || school_code as record_key,
        'CERT024' as rule_id,
        'from ' || students_last_year || ' to ' || students as value
    from learners
    where
        abs(students - students_last_year) >= 25
        and abs(students - students_last_year) * 4 >= students_last_year

),

final as (

    select
        'sela' as export_name,
        record_key,
        rule_id,
        'english_language_acquisition_status_code' as column_name,
        value
    from told

)

select * from final
