-- Grain: one row per class or update whose data no SPS row can hold, or status that is doubtful.

with

records as (

    select * from {{ ref('int_casas__sps_records') }}

),

selection as (

    select * from {{ ref('int_casas__sps_selection') }}
    where exclusion_reason is null

),

enrollments as (

    select * from {{ ref('int_classes__program_year_enrollments') }}
    where not is_excluded

),

programs as (

    select * from {{ ref('int_classes__group_codes') }}
    where column_name = 'instructional_program'

),

spans as (

    select * from {{ ref('int_programs__adult_spans') }}

),

updates as (

    select * from {{ ref('int_programs__updates') }}
    where is_to_date and not is_excluded

),

-- SEL-6: a class without program is left out everywhere.
classes_without_program as (

    select enrollments.class_id
    from enrollments
    left join programs on enrollments.class_id = programs.class_id
    where programs.class_id is null
    group by enrollments.class_id

),

-- A record rests on several updates, so the doubts about its status are several.
doubtful_statuses as (

    select
        selection.export_name,
        selection.record_id as record_key,
        updates.program_status_finding as rule_id,
        left(updates.program_status_code, 40) as value
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    inner join updates
        on
            records.subject_key = updates.student_id
            and records.instructional_program = updates.instructional_program
    where updates.program_status_finding is not null
    group by
        selection.export_name, selection.record_id, updates.program_status_finding,
        left(updates.program_status_code, 40)

),

-- Status, progress and reason leave in no other file (exclusivity of SPS, OWN-6).
final as (

    select
        'sps' as export_name,
        class_id as record_key,
        'SEL-6' as rule_id,
        'instructional_program' as column_name,
        cast(null as string) as value
    from classes_without_program
    union all
    select
        'sps' as export_name,
        updates.update_id as record_key,
        'update_without_row' as rule_id,
        'instructional_program' as column_name,
        left(updates.program_code, 40) as value
    from updates
    left join spans
        on
            updates.student_id = spans.student_id
            and updates.instructional_program = spans.instructional_program
    where
        spans.student_id is null
        and coalesce(
            updates.program_status_code, updates.progress_code, updates.exit_reason_code
        ) is not null
    union all
    select
        export_name,
        record_key,
        rule_id,
        'program_status' as column_name,
        value
    from doubtful_statuses

)

select * from final
