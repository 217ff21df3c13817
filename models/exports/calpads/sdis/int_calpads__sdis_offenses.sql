-- Grain: one row per offense of the year at a school in scope, and per truant student (D14).

with

offenses as (

    select * from {{ ref('int_discipline__offenses') }}
    where is_in_scope

),

attendance_days as (

    select * from {{ ref('int_attendance__shares') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

roles as (

    select * from {{ ref('code_roles') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D14: full days or more than 30 minutes without excuse, and tardies that count for
-- truancy. A share, minutes or day that could not be read may be one.
possible as (

    select
        attendance_days.student_id,
        attendance_days.org_id,
        attendance_days.attendance_date,
        attendance_days.attendance_date is not null
        and (
            roles.role = 'truant_any_time'
            or coalesce(attendance_days.day_share = 1, false)
            or coalesce(attendance_days.minutes_absent > 30, false)
        ) as is_certain
    from attendance_days
    inner join orgs on attendance_days.org_id = orgs.org_id
    cross join options
    inner join state_codes as categories
        on {{ code_matches('categories', 'sis.attendance_category',
                           'attendance_days.attendance_code',
                           'coalesce(attendance_days.attendance_date, options.as_of_date)') }}
    inner join roles on categories.state_code = roles.code
    where
        (
            attendance_days.attendance_date
            between options.year_start_date and least(options.as_of_date, options.year_end_date)
            or attendance_days.attendance_date is null
        )
        and (
            roles.role = 'truant_any_time'
            or (
                roles.role = 'truant_all_day'
                and (
                    coalesce(attendance_days.day_share = 1, true)
                    or attendance_days.minutes_absent > 30
                    or attendance_days.is_minutes_absent_unread
                )
            )
        )

),

-- Each day once; days without date one by one.
occurrences as (

    select
        student_id,
        org_id,
        attendance_date,
        case when attendance_date is null then count(*) else 1 end as occurrences,
        not bool_or(is_certain) as is_doubtful
    from possible
    group by student_id, org_id, attendance_date

),

counted as (

    select
        *,
        sum(occurrences) over so_far as occurrences_so_far,
        bool_or(is_doubtful) over so_far as has_doubtful_so_far
    from occurrences
    window so_far as (
        partition by student_id, org_id
        order by attendance_date nulls first
        rows between unbounded preceding and current row
    )

),

-- The earliest truant-on date of the student, then the lowest org_id; unknown when what could not
-- be read may have been one of the occurrences.
truants as (

    select
        counted.student_id,
        counted.org_id,
        case when not counted.has_doubtful_so_far then counted.attendance_date end as truant_date,
        coalesce(counted.attendance_date, options.as_of_date) as code_date,
        row_number() over (
            partition by counted.student_id
            order by counted.attendance_date nulls first, counted.org_id nulls last
        ) as place
    from counted
    cross join options
    where
        counted.occurrences_so_far >= options.truancy_occurrences
        and counted.occurrences_so_far - counted.occurrences < options.truancy_occurrences

),

-- Open questions 3 and 29: the layout has no truancy, so the local code TRUANCY must be translated.
-- The truancy is the only offense of its incident, hence the most severe.
final as (

    select
        {{ key_text([
            'offenses.incident_id', 'offenses.student_id', 'offenses.local_offense_code'
        ]) }} as record_key,
        concat_ws('-', offenses.incident_id, offenses.student_id, offenses.local_offense_code)
            as local_record_id,
        offenses.incident_id,
        offenses.student_id,
        offenses.org_id,
        offenses.reporting_lea,
        offenses.school_code,
        offenses.is_org_excluded,
        false as is_truancy,
        offenses.incident_number,
        offenses.incident_date,
        offenses.local_offense_code,
        offenses.offense_code,
        offenses.offense_code_finding,
        offenses.most_severe_offense_code,
        offenses.action_code
    from offenses
    cross join options
    where offenses.incident_date between options.year_start_date and options.year_end_date
    union all
    select
        {{ key_text(["'TRUANT'", 'truants.student_id']) }} as record_key,
        'TRUANT-' || truants.student_id as local_record_id,
        null as incident_id,
        truants.student_id,
        truants.org_id,
        orgs.reporting_lea,
        orgs.school_code,
        orgs.is_excluded as is_org_excluded,
        true as is_truancy,
        concat_ws('-', 'TR', students.local_student_id, cast(options.school_year as string))
            as incident_number,
        truants.truant_date as incident_date,
        'TRUANCY' as local_offense_code,
        codes.state_code as offense_code,
        codes.code_finding as offense_code_finding,
        codes.state_code as most_severe_offense_code,
        no_removal.code as action_code
    from truants
    cross join options
    inner join orgs on truants.org_id = orgs.org_id
    inner join roles as no_removal on no_removal.role = 'no_removal'
    left join students on truants.student_id = students.student_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.student_offense', "'TRUANCY'",
                           'truants.code_date') }}
    where truants.place = 1

)

select * from final
