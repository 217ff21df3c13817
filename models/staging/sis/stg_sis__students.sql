-- Grain: one row per person who is or was a learner (K-12 or adult).
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'students') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('local_student_id') }} as local_student_id,
        {{ clean_text('ssid') }} as ssid,
        {{ clean_text('legal_first_name') }} as legal_first_name,
        {{ clean_text('legal_middle_name') }} as legal_middle_name,
        {{ clean_text('legal_last_name') }} as legal_last_name,
        {{ clean_text('name_suffix_code') }} as name_suffix_code,
        {{ clean_text('alias_first_name') }} as alias_first_name,
        {{ clean_text('alias_middle_name') }} as alias_middle_name,
        {{ clean_text('alias_last_name') }} as alias_last_name,
        {{ clean_text('preferred_first_name') }} as preferred_first_name,
        {{ clean_text('preferred_last_name') }} as preferred_last_name,
        {{ clean_text('birth_date') }} as raw_birth_date,
        {{ clean_text('gender_code') }} as gender_code,
        {{ clean_text('birth_city') }} as birth_city,
        {{ clean_text('birth_state_code') }} as birth_state_code,
        {{ clean_text('birth_country_code') }} as birth_country_code,
        {{ clean_text('is_hispanic') }} as raw_is_hispanic,
        {{ clean_text('race_code_1') }} as race_code_1,
        {{ clean_text('race_code_2') }} as race_code_2,
        {{ clean_text('race_code_3') }} as race_code_3,
        {{ clean_text('race_code_4') }} as race_code_4,
        {{ clean_text('race_code_5') }} as race_code_5,
        {{ clean_text('us_school_entry_date') }} as raw_us_school_entry_date,
        {{ clean_text('us_school_under_three_years') }} as raw_us_school_under_three_years,
        {{ clean_text('primary_language_code') }} as primary_language_code,
        {{ clean_text('ssn') }} as ssn,
        {{ clean_text('email') }} as email,
        {{ clean_text('phone') }} as phone,
        {{ clean_text('demographics_effective_date') }} as raw_demographics_effective_date,
        {{ clean_text('exclude_from_state_reporting') }} as raw_exclude_from_state_reporting,
        {{ clean_text('has_disability') }} as raw_has_disability,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_date('raw_birth_date') }} as birth_date,
        {{ to_boolean('raw_is_hispanic') }} as is_hispanic,
        {{ to_date('raw_us_school_entry_date') }} as us_school_entry_date,
        {{ to_boolean('raw_us_school_under_three_years') }} as us_school_under_three_years,
        {{ to_date('raw_demographics_effective_date') }} as demographics_effective_date,
        {{ to_boolean('raw_exclude_from_state_reporting') }} as exclude_from_state_reporting,
        {{ to_boolean('raw_has_disability') }} as has_disability,
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
                student_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                student_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        student_id,
        local_student_id,
        ssid,
        legal_first_name,
        legal_middle_name,
        legal_last_name,
        name_suffix_code,
        alias_first_name,
        alias_middle_name,
        alias_last_name,
        preferred_first_name,
        preferred_last_name,
        gender_code,
        birth_city,
        birth_state_code,
        birth_country_code,
        race_code_1,
        race_code_2,
        race_code_3,
        race_code_4,
        race_code_5,
        primary_language_code,
        ssn,
        email,
        phone,

        -- booleans
        is_hispanic,
        us_school_under_three_years,
        exclude_from_state_reporting,
        has_disability,

        -- dates
        birth_date,
        us_school_entry_date,
        demographics_effective_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'student_id', "'row ' || source_row", when='student_id is null'),
            raw_fault('malformed_state_id', 'ssid', 'ssid', is_personal=true, when='not ' ~ matches_pattern('ssid', '[0-9]{10}')),
            typing_faults('birth_date', 'date', is_personal=true),
            typing_faults('is_hispanic', 'boolean'),
            typing_faults('us_school_entry_date', 'date'),
            typing_faults('us_school_under_three_years', 'boolean'),
            typing_faults('demographics_effective_date', 'date'),
            typing_faults('exclude_from_state_reporting', 'boolean'),
            typing_faults('has_disability', 'boolean', is_personal=true),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
