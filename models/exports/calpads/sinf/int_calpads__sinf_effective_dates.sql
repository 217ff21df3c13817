-- Grain: one row per student enrolled in the range: the day from which the SINF values hold.

with

representatives as (

    select * from {{ ref('int_calpads__representative_enrollments') }}
    where window_name = 'range'

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of 2.04: the day the values took effect, not before the enrollment and the year.
bounded as (

    select
        representatives.student_id,
        options.as_of_date,
        greatest(representatives.entry_date, options.year_start_date) as first_day,
        least({{ end_or_open('representatives.exit_date') }}, options.year_end_date) as last_day,
        greatest(
            coalesce(students.demographics_effective_date, representatives.entry_date),
            representatives.entry_date,
            options.year_start_date
        ) as wanted_day
    from representatives
    inner join students on representatives.student_id = students.student_id
    cross join options

),

-- A day that has not come, or lies after the enrollment or the year, gives way to the first one.
final as (

    select
        student_id,
        {{ date_text('wanted_day') }} as demographics_start_date,
        wanted_day > least(as_of_date, last_day) and wanted_day > first_day
            as is_effective_date_moved,
        case
            when wanted_day > least(as_of_date, last_day) then first_day
            else wanted_day
        end as effective_start_date
    from bounded

)

select * from final
