-- Grain: one row per student: the id that TOPSpro Enterprise knows the learner by.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- KEY-3: text, leading zeros kept unless the agency's ids in TE have none; a zero stays a zero.
final as (

    select
        students.student_id,
        case
            when options.casas_drop_leading_zeros
                then
                    coalesce(
                        nullif(ltrim(students.local_student_id, '0'), ''),
                        left(students.local_student_id, 1)
                    )
            else students.local_student_id
        end as casas_student_id,
        coalesce(students.exclude_from_state_reporting, false) as is_excluded
    from students
    cross join options

)

select * from final
