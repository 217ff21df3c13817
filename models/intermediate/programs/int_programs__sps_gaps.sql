-- Grain: one row per class or update whose data no SPS row can hold.

with

enrollments as (

    select * from {{ ref('int_classes__enrollments_of_year') }}
    where not is_excluded

),

programs as (

    select * from {{ ref('int_classes__programs') }}

),

spans as (

    select * from {{ ref('int_programs__adult_spans') }}

),

updates as (

    select * from {{ ref('int_programs__updates') }}
    where
        is_to_date
        and not is_excluded
        and coalesce(program_status_code, progress_code, exit_reason_code) is not null

),

-- SEL-6: a class without program is left out everywhere.
classes_without_program as (

    select enrollments.class_id
    from enrollments
    left join programs on enrollments.class_id = programs.class_id
    where programs.class_id is null
    group by enrollments.class_id

),

-- Status, progress and reason leave in no other file (exclusivity of SPS, OWN-6).
final as (

    select
        class_id as record_key,
        'SEL-6' as rule_id,
        'instructional_program' as column_name,
        cast(null as varchar) as value
    from classes_without_program
    union all
    select
        updates.update_id as record_key,
        'update_without_row' as rule_id,
        'instructional_program' as column_name,
        left(updates.program_code, 40) as value
    from updates
    left join spans
        on
            updates.student_id = spans.student_id
            and updates.instructional_program = spans.instructional_program
    where spans.student_id is null

)

select * from final
