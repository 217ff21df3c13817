-- Grain: one row per run that leaves leavers out of the ongoing SENR file: how many students.

with

candidates as (

    select * from {{ ref('int_students__senr_ongoing_candidates') }}
    where exclusion_reason = 'not_currently_enrolled'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Open question 2: the default leaves them out, so that the exits of the range are not reported.
final as (

    select count(distinct candidates.subject_key) as students
    from candidates
    cross join options
    where candidates.enrollment_exit_date between options.start_date and options.end_date
    having count(*) > 0

)

select * from final
