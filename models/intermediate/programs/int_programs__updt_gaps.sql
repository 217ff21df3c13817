-- Grain: one row per learner with 12 hours or more in the program year and no update.

with

learners as (

    select * from {{ ref('int_students__adult_learners') }}
    where not is_excluded

),

students as (

    select * from {{ ref('int_students__casas_identity') }}
    where not is_excluded

),

-- UPDT-2, PY-6: 12 hours are 720 minutes, over all classes of the year.
final as (

    select
        coalesce(students.casas_student_id, learners.student_id) as record_key,
        'UPDT-2' as rule_id,
        'update_date' as column_name,
        cast(learners.minutes as varchar) as value
    from learners
    inner join students on learners.student_id = students.student_id
    where learners.minutes >= 720 and not learners.has_update

)

select * from final
