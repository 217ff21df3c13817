-- Grain: one row per learner and instructional program (null: none), as SPS would send it.

with

spans as (

    select * from {{ ref('int_programs__adult_spans') }}

),

outcomes as (

    select * from {{ ref('int_programs__outcomes') }}

),

learners as (

    select * from {{ ref('int_students__adult_learners') }}

),

students as (

    select * from {{ ref('int_students__casas_identity') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- SEL-1, definition D18: a filter that is itself a program leaves no other one.
chosen_programs as (

    select programs.state_code
    from options
    inner join state_codes as programs
        on {{ code_matches('programs', 'casas.instructional_program',
                           'options.course_group', 'options.program_reference_date') }}
    where programs.state_code is not null

),

program_filter as (

    select count(*) > 0 as is_set from chosen_programs

),

final as (

    select
        'sps' as export_name,
        {{ key_text(['spans.student_id', 'spans.instructional_program']) }} as record_id,
        {{ key_text([
            'coalesce(students.casas_student_id, spans.student_id)', 'spans.instructional_program'
        ]) }} as record_key,
        spans.student_id as subject_key,

        -- fields of the layout
        options.agency as agency_id,
        spans.casas_site_id as site_id,
        options.program_year,
        students.casas_student_id as student_id,
        spans.instructional_program,
        spans.start_date as program_start_date,
        spans.end_date as program_end_date,
        outcomes.program_status,
        outcomes.progress,
        outcomes.reason_for_exiting,
        levels.state_code as instructional_level,

        -- local codes and what is wrong with them; those of statuses are int_casas__sps_file_errors
        spans.instructional_program as local_instructional_program,
        outcomes.progress_code as local_progress,
        outcomes.exit_reason_code as local_reason_for_exiting,
        spans.instructional_level_code as local_instructional_level,
        case
            when spans.program_code_finding in ('GERR0002', 'GERR0007')
                then spans.program_code_finding
        end as instructional_program_finding,
        outcomes.progress_finding,
        outcomes.reason_for_exiting_finding,
        {{ code_finding('levels', 'spans.instructional_level_code') }}
            as instructional_level_finding,

        -- facts for selection and rules
        students.student_id is null as is_student_missing,
        coalesce(students.is_excluded, false) as is_student_excluded,
        spans.is_excluded as is_site_excluded,
        spans.overlaps_date_range,
        spans.passes_course_group,
        not program_filter.is_set or chosen_programs.state_code is not null as is_program_chosen,
        options.casas_only_with_attendance and not coalesce(learners.has_attendance, false)
            as is_without_attendance,
        outcomes.supplied_progress,
        outcomes.supplied_reason_for_exiting,
        coalesce(outcomes.has_status_conflict, false) as has_status_conflict,
        coalesce(outcomes.has_progress_conflict, false) as has_progress_conflict,
        coalesce(outcomes.has_reason_conflict, false) as has_reason_conflict
    from spans
    cross join options
    cross join program_filter
    left join students on spans.student_id = students.student_id
    left join learners on spans.student_id = learners.student_id
    left join outcomes
        on
            spans.student_id = outcomes.student_id
            and spans.instructional_program = outcomes.instructional_program
    left join state_codes as levels
        on {{ code_matches('levels', 'casas.instructional_level',
                           'spans.instructional_level_code', 'options.program_reference_date') }}
    left join chosen_programs on spans.instructional_program = chosen_programs.state_code

)

select * from final
