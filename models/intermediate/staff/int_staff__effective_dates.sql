-- Grain: one row per staff member: the day from which the SDEM values hold.

with

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of 7.04: the day the values took effect, not before the year.
bounded as (

    select
        staff.staff_id,
        options.as_of_date,
        options.year_end_date,
        greatest(
            coalesce(staff.employment_start_date, options.year_start_date),
            options.year_start_date
        ) as first_day,
        greatest(
            coalesce(
                staff.demographics_effective_date,
                staff.employment_start_date,
                options.year_start_date
            ),
            options.year_start_date
        ) as wanted_day
    from staff
    cross join options

),

-- A day that has not come, or lies after the year, gives way to the first one of the employment.
settled as (

    select
        *,
        case
            when wanted_day > least(as_of_date, year_end_date) then first_day
            else wanted_day
        end as effective_start_date
    from bounded

),

final as (

    select
        staff_id,
        effective_start_date,
        {{ hits([
            hit(
                'staff_effective_date_moved', 'effective_start_date', date_text('wanted_day'),
                when='wanted_day <> effective_start_date'
            ),
            hit(
                'staff_effective_date_ahead', 'effective_start_date',
                date_text('effective_start_date'), when='effective_start_date > as_of_date'
            ),
            hit(
                'SDEM0064', 'effective_start_date', date_text('effective_start_date'),
                when='effective_start_date > year_end_date'
            ),
        ]) }} as date_hits
    from settled

)

select * from final
