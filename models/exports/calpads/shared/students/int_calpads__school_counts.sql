-- Grain: one row per school in scope and school year (that of the run and the two before it).

with

enrollments as (

    select * from {{ ref('fct_enrollments') }}
    where is_effective

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

places as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

roles as (

    select * from {{ ref('code_roles') }}
    where role in ('graduate', 'high_school_grade')

),

options as (

    select * from {{ ref('run_options') }}

),

-- Census Day of the run, and of the years before it the day that the state sets.
years as (

    select
        offsets.years_ago,
        options.school_year - offsets.years_ago as school_year,
        case
            when offsets.years_ago = 0 then options.census_date
            else
                cast({{ first_wednesday_of_october(
                    'options.school_year - offsets.years_ago - 1'
                ) }} as date)
        end as census_date
    from options
    cross join (values (0), (1), (2)) as offsets (years_ago)

),

-- Primary enrollments count on Census Day; a graduate in the year of the exit.
marked as (

    select
        places.reporting_lea,
        places.school_code,
        years.school_year,
        years.years_ago,
        enrollments.student_id,
        enrollments.grade_level_code,
        enrollments.meets_uc_csu_requirements,
        students.has_disability,
        coalesce(enrollments.enrollment_status_code = '10', false)
        and {{ span_covers('enrollments.entry_date', 'enrollments.exit_date',
                           'years.census_date') }} as is_counted,
        grades.code is not null as is_in_high_school,
        graduates.code is not null
        and enrollments.exit_date between {{ school_year_start('years.school_year') }}
        and {{ school_year_end('years.school_year') }} as is_graduate
    from enrollments
    inner join places on enrollments.org_id = places.org_id
    cross join years
    left join students on enrollments.student_id = students.student_id
    left join roles as grades
        on
            enrollments.grade_level_code = grades.code
            and grades.role = 'high_school_grade'
    left join roles as graduates
        on
            enrollments.completion_status_code = graduates.code
            and graduates.role = 'graduate'

),

final as (

    select
        reporting_lea,
        school_code,
        school_year,
        years_ago,
        count(distinct case when is_counted then student_id end) as students,
        count(distinct case when is_counted and is_in_high_school then student_id end)
            as high_school_students,
        count(distinct case when is_counted and grade_level_code = '12' then student_id end)
            as grade_12_students,
        count(distinct case when is_counted and has_disability then student_id end)
            as students_with_disability,
        count(distinct case when is_counted and has_disability is null then student_id end)
            as students_of_unknown_disability,
        count(distinct case when is_graduate then student_id end) as graduates,
        count(distinct case when is_graduate and meets_uc_csu_requirements then student_id end)
            as uc_csu_graduates
    from marked
    where is_counted or is_graduate
    group by reporting_lea, school_code, school_year, years_ago

)

select * from final
