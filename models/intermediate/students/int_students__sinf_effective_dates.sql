-- Grain: one row per student enrolled in the range: the day from which the SINF values hold.

with

anchors as (

    select * from {{ ref('int_students__anchors') }}
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
        anchors.student_id,
        anchors.exit_date,
        options.as_of_date,
        options.year_end_date,
        greatest(anchors.entry_date, options.year_start_date) as first_day,
        least({{ end_or_open('anchors.exit_date') }}, options.year_end_date) as last_day,
        greatest(
            coalesce(students.demographics_effective_date, anchors.entry_date),
            anchors.entry_date,
            options.year_start_date
        ) as wanted_day
    from anchors
    inner join students on anchors.student_id = students.student_id
    cross join options

),

-- A day that has not come, or lies after the enrollment or the year, gives way to the first one.
settled as (

    select
        *,
        case
            when wanted_day > least(as_of_date, last_day) then first_day
            else wanted_day
        end as effective_start_date
    from bounded

),

final as (

    select
        student_id,
        effective_start_date,
        {{ hits([
            hit(
                'effective_date_moved', 'effective_start_date', date_text('wanted_day'),
                when='wanted_day > effective_start_date'
            ),
            hit(
                'effective_date_ahead', 'effective_start_date',
                date_text('effective_start_date'), when='effective_start_date > as_of_date'
            ),
            hit(
                'GERR0005', 'effective_start_date', date_text('effective_start_date'),
                when='effective_start_date > exit_date'
            ),
            hit(
                'SINF0064', 'effective_start_date', date_text('effective_start_date'),
                when='effective_start_date > year_end_date'
            ),
        ]) }} as date_hits
    from settled

)

select * from final
