-- Grain: one row per student, school and enrollment span.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'enrollments') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('enrollment_id') }} as enrollment_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('entry_date') }} as raw_entry_date,
        {{ clean_text('exit_date') }} as raw_exit_date,
        {{ clean_text('exit_code') }} as exit_code,
        {{ clean_text('completion_code') }} as completion_code,
        {{ clean_text('grade_code') }} as grade_code,
        {{ clean_text('enrollment_type_code') }} as enrollment_type_code,
        {{ clean_text('transfer_code') }} as transfer_code,
        {{ clean_text('residence_district_code') }} as residence_district_code,
        {{ clean_text('expected_receiver_school_code') }} as expected_receiver_school_code,
        {{ clean_text('uc_csu_requirements_met') }} as raw_uc_csu_requirements_met,
        {{ clean_text('golden_state_seal_merit') }} as raw_golden_state_seal_merit,
        {{ clean_text('seal_of_biliteracy') }} as raw_seal_of_biliteracy,
        {{ clean_text('transition_status') }} as raw_transition_status,
        {{ clean_text('graduation_exemption') }} as raw_graduation_exemption,
        {{ clean_text('track') }} as track,
        {{ clean_text('absence_summary_exempt') }} as raw_absence_summary_exempt,
        {{ clean_text('exclude_from_state_reporting') }} as raw_exclude_from_state_reporting,
        {{ clean_text('attendance_recovery_days') }} as raw_attendance_recovery_days,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_date('raw_entry_date') }} as entry_date,
        {{ to_date('raw_exit_date') }} as exit_date,
        {{ to_boolean('raw_uc_csu_requirements_met') }} as uc_csu_requirements_met,
        {{ to_boolean('raw_golden_state_seal_merit') }} as golden_state_seal_merit,
        {{ to_boolean('raw_seal_of_biliteracy') }} as seal_of_biliteracy,
        {{ to_boolean('raw_transition_status') }} as transition_status,
        {{ to_boolean('raw_graduation_exemption') }} as graduation_exemption,
        {{ to_boolean('raw_absence_summary_exempt') }} as absence_summary_exempt,
        {{ to_boolean('raw_exclude_from_state_reporting') }} as exclude_from_state_reporting,
        {{ to_number('raw_attendance_recovery_days', 'integer') }} as attendance_recovery_days,
        {{ to_boolean('raw_is_deleted') }} as is_deleted,
        {{ to_timestamp('raw_updated_at') }} as updated_at
    from cleaned

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4). A key without
-- a form of its type is compared as it came.
ranked as (

    select
        *,
        row_number() over (
            partition by
                enrollment_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                enrollment_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        enrollment_id,
        student_id,
        org_id,
        exit_code,
        completion_code,
        grade_code,
        enrollment_type_code,
        transfer_code,
        residence_district_code,
        expected_receiver_school_code,
        track,

        -- numbers
        attendance_recovery_days,

        -- booleans
        uc_csu_requirements_met,
        golden_state_seal_merit,
        seal_of_biliteracy,
        transition_status,
        graduation_exemption,
        absence_summary_exempt,
        exclude_from_state_reporting,

        -- dates
        entry_date,
        exit_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'enrollment_id', "'row ' || source_row", when='enrollment_id is null'),
            raw_fault('blank_raw_column', 'student_id', "''", when='student_id is null'),
            raw_fault('blank_raw_column', 'org_id', "''", when='org_id is null'),
            typing_faults('entry_date', 'date'),
            raw_fault('blank_raw_column', 'entry_date', "''", when='raw_entry_date is null'),
            typing_faults('exit_date', 'date'),
            typing_faults('uc_csu_requirements_met', 'boolean'),
            typing_faults('golden_state_seal_merit', 'boolean'),
            typing_faults('seal_of_biliteracy', 'boolean'),
            typing_faults('transition_status', 'boolean'),
            typing_faults('graduation_exemption', 'boolean'),
            typing_faults('absence_summary_exempt', 'boolean'),
            typing_faults('exclude_from_state_reporting', 'boolean'),
            typing_faults('attendance_recovery_days', 'integer'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
