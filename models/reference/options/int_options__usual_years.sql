-- Grain: one row: the as-of date of the run, and the years that follow from it when none is given.

with

given as (

    select * from {{ ref('int_options__given') }}

),

results as (

    select * from {{ ref('stg_sis__assessment_results') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

dated as (

    select
        case
            when given.as_of_date is null then given.run_day
            else try_cast(given.as_of_date as date)
        end as as_of_date
    from given

),

years as (

    select
        dated.as_of_date,
        {{ school_year_of('dated.as_of_date') }} as school_year
    from dated

),

-- Without results of a year that has begun, the newest of all; without any, the newest known here.
newest as (

    select
        years.as_of_date,
        max(results.test_year) filter (where results.test_year <= years.school_year) as begun,
        max(results.test_year) as loaded
    from years
    left join results on true
    group by years.as_of_date

),

newest_known as (

    select max(test_year) as test_year
    from test_years

),

-- Design, decision 8: the years are those of the as-of date; the test year is the newest loaded.
final as (

    select
        years.as_of_date,
        {{ year_label('years.school_year') }} as academic_year,
        coalesce(newest.begun, newest.loaded, newest_known.test_year) as test_year
    from years
    cross join newest
    cross join newest_known

)

select * from final
