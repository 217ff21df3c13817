-- Grain: one row per language status of a student, from its first day to the day before the next.

with

statuses as (

    select * from {{ ref('stg_sis__student_language_statuses') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Several statuses of one day (a correction) share their span; a blank day is open at its start.
starts as (

    select
        student_id,
        start_date,
        lead(start_date) over (
            partition by student_id order by start_date nulls first
        ) as next_start_date
    from statuses
    group by student_id, start_date

),

-- The code counts on the first day (seed code_sets); of a status without one, those without end.
final as (

    select
        statuses.student_id,
        codes.state_code as elas_code,
        statuses.elas_code as local_elas_code,
        corrections.state_code as correction_reason_code,
        starts.next_start_date is null as is_latest,
        cast({{ school_year_of('statuses.start_date') }} as integer) as school_year,
        statuses.start_date,
        starts.next_start_date - 1 as end_date
    from statuses
    inner join starts
        on
            statuses.student_id = starts.student_id
            and statuses.start_date is not distinct from starts.start_date
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.elas', 'statuses.elas_code',
                           end_or_open('statuses.start_date')) }}
    left join state_codes as corrections
        on {{ code_matches('corrections', 'calpads.elas_correction_reason',
                           'statuses.correction_reason_code',
                           end_or_open('statuses.start_date')) }}

)

select * from final
