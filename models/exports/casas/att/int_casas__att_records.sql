-- Grain: one row per learner and class with attendance in the program year, as ATT would send it.

with

attendance as (

    select * from {{ ref('int_classes__attendance') }}

),

classes as (

    select * from {{ ref('int_classes__agency_classes') }}

),

known_classes as (

    select * from {{ ref('stg_sis__adult_classes') }}

),

students as (

    select * from {{ ref('int_students__casas_identity') }}

),

codes as (

    select * from {{ ref('codes') }}
    where code_set = 'casas.attendance_source'

),

options as (

    select * from {{ ref('run_options') }}

),

-- A class that nobody knows has no agency: its rows are listed as class_missing, in every run.
attended as (

    select
        attendance.*,
        known_classes.class_id is null as is_class_missing
    from attendance
    left join known_classes on attendance.class_id = known_classes.class_id
    left join classes on attendance.class_id = classes.class_id
    where known_classes.class_id is null or classes.class_id is not null

),

final as (

    select
        'att' as export_name,
        {{ key_text(['attended.student_id', 'attended.class_id']) }} as record_id,
        {{ key_text([
            'coalesce(students.casas_student_id, attended.student_id)',
            'coalesce(classes.class_code, attended.class_id)',
            'classes.extended_class_code',
        ]) }} as record_key,
        attended.student_id as subject_key,

        -- fields of the layout
        options.agency as agency_id,
        classes.casas_site_id as site_id,
        options.program_year,
        students.casas_student_id as student_id,
        classes.class_code as class_id,
        classes.extended_class_code as extended_class_id,
        attended.last_counted_date as attendance_date,
        -- ATT-2, ATT-3: one source, which replaces what the receiver has.
        options.att_source as attendance_source,
        -- ATT-1, ATT-7: whole minutes since July 1; nothing is 0, never blank.
        case
            when options.att_distance_in_total then attended.minutes
            else attended.minutes - coalesce(attended.distance_minutes, 0)
        end as minutes_of_instruction,
        case when attended.minutes is not null then coalesce(attended.distance_minutes, 0) end
            as distance_learning_minutes,

        -- the spelling of the source and whether the receiver's list has it
        options.att_source as local_attendance_source,
        case when codes.code is null then 'GERR0002' end as attendance_source_finding,
        -- The sum of minutes, and the raw value of none of its days.
        cast(null as string) as local_minutes_of_instruction,
        case when attended.is_sum_unreadable then 'sum_unreadable' end
            as minutes_of_instruction_finding,

        -- facts for selection and rules
        attended.is_class_missing,
        students.student_id is null as is_student_missing,
        coalesce(students.is_excluded, false) as is_student_excluded,
        coalesce(classes.is_excluded, false) as is_site_excluded,
        coalesce(classes.passes_course_group, true) as passes_course_group
    from attended
    cross join options
    left join classes on attended.class_id = classes.class_id
    left join students on attended.student_id = students.student_id
    left join codes on options.att_source = codes.code

)

select * from final
