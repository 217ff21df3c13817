-- Grain: one row per place in scope and state grade with a student on Census Day of the year of the
-- run or of the year before.

with

enrollments as (

    select * from {{ ref('fct_enrollments') }}
    where is_effective

),

places as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

options as (

    select * from {{ ref('run_options') }}

),

-- Of the year before the day that the state sets, whatever day the run has chosen for its own.
census_days as (

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

-- Whoever is enrolled that day counts, once at each place and grade.
final as (

    select
        places.reporting_lea,
        places.school_code,
        places.nonpublic_school_code,
        places.org_id,
        places.org_name,
        coalesce(enrollments.grade_level_code, '') as grade_level_code,
        count(distinct enrollments.student_id) filter (where census_days.census_year = 'this')
            as students,
        count(distinct enrollments.student_id) filter (where census_days.census_year = 'last')
            as students_last_year
    from enrollments
    inner join places on enrollments.org_id = places.org_id
    inner join census_days
        on {{ span_covers('enrollments.entry_date', 'enrollments.exit_date',
                          'census_days.census_date') }}
    group by
        places.reporting_lea,
        places.school_code,
        places.nonpublic_school_code,
        places.org_id,
        places.org_name,
        coalesce(enrollments.grade_level_code, '')

)

select * from final
