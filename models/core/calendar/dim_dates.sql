-- Grain: one row per day of each school year that a term, an enrollment or an attendance row names.

with

terms as (

    select * from {{ ref('dim_terms') }}

),

enrollments as (

    select * from {{ ref('fct_enrollments') }}
    where has_valid_dates

),

attendance as (

    select * from {{ ref('fct_attendance') }}

),

years as (

    select school_year from terms
    union
    select {{ school_year_of('entry_date') }} as school_year from enrollments
    union
    select {{ school_year_of('exit_date') }} as school_year from enrollments
    union
    select school_year from attendance

),

days as (

    select
        cast(school_year as integer) as school_year,
        {{ days_of_school_year('school_year') }} as calendar_date
    from years
    where school_year is not null

),

final as (

    select
        calendar_date,
        {{ year_label('school_year') }} as academic_year,
        cast({{ weekday_of('calendar_date') }} as integer) as day_of_week,
        {{ weekday_of('calendar_date') }} <= 5 as is_weekday,
        school_year
    from days

)

select * from final
