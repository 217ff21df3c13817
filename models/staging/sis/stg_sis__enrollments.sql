-- Grain: one row per student, school and enrolment span.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'enrollments') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('enrollment_id') }} as enrollment_id,
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('entry_date') }} as entry_date,
        {{ clean_text('exit_date') }} as exit_date,
        {{ clean_text('exit_code') }} as exit_code,
        {{ clean_text('completion_code') }} as completion_code,
        {{ clean_text('grade_code') }} as grade_code,
        {{ clean_text('enrollment_type_code') }} as enrollment_type_code,
        {{ clean_text('transfer_code') }} as transfer_code,
        {{ clean_text('residence_district_code') }} as residence_district_code,
        {{ clean_text('expected_receiver_school_code') }} as expected_receiver_school_code,
        {{ clean_text('uc_csu_requirements_met') }} as uc_csu_requirements_met,
        {{ clean_text('golden_state_seal_merit') }} as golden_state_seal_merit,
        {{ clean_text('seal_of_biliteracy') }} as seal_of_biliteracy,
        {{ clean_text('transition_status') }} as transition_status,
        {{ clean_text('graduation_exemption') }} as graduation_exemption,
        {{ clean_text('track') }} as track,
        {{ clean_text('absence_summary_exempt') }} as absence_summary_exempt,
        {{ clean_text('exclude_from_state_reporting') }} as exclude_from_state_reporting,
        {{ clean_text('is_deleted') }} as is_deleted,
        {{ to_timestamp('updated_at') }} as updated_at,
        _row_number as source_row
    from source

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4).
ranked as (

    select
        *,
        row_number() over (
            partition by enrollment_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by enrollment_id
        ) as copies
    from cleaned

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

        -- booleans
        {{ to_boolean('uc_csu_requirements_met') }} as uc_csu_requirements_met,
        {{ to_boolean('golden_state_seal_merit') }} as golden_state_seal_merit,
        {{ to_boolean('seal_of_biliteracy') }} as seal_of_biliteracy,
        {{ to_boolean('transition_status') }} as transition_status,
        {{ to_boolean('graduation_exemption') }} as graduation_exemption,
        {{ to_boolean('absence_summary_exempt') }} as absence_summary_exempt,
        {{ to_boolean('exclude_from_state_reporting') }} as exclude_from_state_reporting,

        -- dates
        {{ to_date('entry_date') }} as entry_date,
        {{ to_date('exit_date') }} as exit_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('entry_date', 'date', is_personal=False),
            cast_hit('exit_date', 'date', is_personal=False),
            cast_hit('uc_csu_requirements_met', 'boolean', is_personal=False),
            cast_hit('golden_state_seal_merit', 'boolean', is_personal=False),
            cast_hit('seal_of_biliteracy', 'boolean', is_personal=False),
            cast_hit('transition_status', 'boolean', is_personal=False),
            cast_hit('graduation_exemption', 'boolean', is_personal=False),
            cast_hit('absence_summary_exempt', 'boolean', is_personal=False),
            cast_hit('exclude_from_state_reporting', 'boolean', is_personal=False),
            duplicate_key_hit(),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
