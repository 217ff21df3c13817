-- Grain: one row per doubtful code of a selected record, or learner of 12 hours without update.

with

selection as (

    select * from {{ ref('int_casas__updt_selection') }}
    where exclusion_reason is null

),

updt_groups as (

    select * from {{ ref('int_casas__updt_groups') }}

),

items as (

    select * from {{ ref('int_programs__update_items') }}
    where code_finding is not null

),

learners as (

    select * from {{ ref('int_students__adult_learners') }}
    where not is_excluded

),

students as (

    select * from {{ ref('int_students__casas_identity') }}
    where not is_excluded

),

-- A record holds the items and programs of all its updates.
updates as (

    select
        selection.export_name,
        selection.record_id as record_key,
        updt_groups.update_id,
        updt_groups.program_code,
        updt_groups.instructional_program_finding
    from selection
    inner join updt_groups
        on selection.record_id = updt_groups.record_id

),

doubtful_codes as (

    select
        updates.export_name,
        updates.record_key,
        items.code_finding as rule_id,
        items.item_type as column_name,
        left(items.item_code, 40) as value
    from updates
    inner join items on updates.update_id = items.update_id
    union
    select
        export_name,
        record_key,
        instructional_program_finding as rule_id,
        'instructional_program' as column_name,
        left(program_code, 40) as value
    from updates
    where instructional_program_finding is not null

),

-- UPDT-2, PY-6: 12 hours are 720 minutes, over all classes of the year.
final as (

    select * from doubtful_codes
    union all
    select
        'updt' as export_name,
        learners.student_id as record_key,
        'UPDT-2' as rule_id,
        'update_date' as column_name,
        cast(learners.minutes as string) as value
    from learners
    inner join students on learners.student_id = students.student_id
    where learners.minutes >= 720 and not learners.has_update

)

select * from final
