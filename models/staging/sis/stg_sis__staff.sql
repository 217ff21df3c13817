-- Grain: one row per employee or contractor.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'staff') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('staff_id') }} as staff_id,
        {{ clean_text('local_staff_id') }} as local_staff_id,
        {{ clean_text('seid') }} as seid,
        {{ clean_text('legal_first_name') }} as legal_first_name,
        {{ clean_text('legal_middle_name') }} as legal_middle_name,
        {{ clean_text('legal_last_name') }} as legal_last_name,
        {{ clean_text('alias_first_name') }} as alias_first_name,
        {{ clean_text('alias_middle_name') }} as alias_middle_name,
        {{ clean_text('alias_last_name') }} as alias_last_name,
        {{ clean_text('birth_date') }} as raw_birth_date,
        {{ clean_text('gender_code') }} as gender_code,
        {{ clean_text('is_hispanic') }} as raw_is_hispanic,
        {{ clean_text('race_code_1') }} as race_code_1,
        {{ clean_text('race_code_2') }} as race_code_2,
        {{ clean_text('race_code_3') }} as race_code_3,
        {{ clean_text('race_code_4') }} as race_code_4,
        {{ clean_text('race_code_5') }} as race_code_5,
        {{ clean_text('highest_degree_code') }} as highest_degree_code,
        {{ clean_text('employment_status_code') }} as employment_status_code,
        {{ clean_text('employment_start_date') }} as raw_employment_start_date,
        {{ clean_text('employment_end_date') }} as raw_employment_end_date,
        {{ clean_text('service_years_lea') }} as raw_service_years_lea,
        {{ clean_text('service_years_total') }} as raw_service_years_total,
        {{ clean_text('demographics_effective_date') }} as raw_demographics_effective_date,
        {{ clean_text('exclude_from_state_reporting') }} as raw_exclude_from_state_reporting,
        {{ clean_text('fte_percent') }} as raw_fte_percent,
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
        {{ to_date('raw_employment_start_date') }} as employment_start_date,
        {{ to_date('raw_employment_end_date') }} as employment_end_date,
        {{ to_number('raw_service_years_lea', 'integer') }} as service_years_lea,
        {{ to_number('raw_service_years_total', 'integer') }} as service_years_total,
        {{ to_date('raw_demographics_effective_date') }} as demographics_effective_date,
        {{ to_boolean('raw_exclude_from_state_reporting') }} as exclude_from_state_reporting,
        {{ to_number('raw_fte_percent', 'decimal(6,3)') }} as fte_percent,
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
                staff_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                staff_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        staff_id,
        local_staff_id,
        seid,
        legal_first_name,
        legal_middle_name,
        legal_last_name,
        alias_first_name,
        alias_middle_name,
        alias_last_name,
        gender_code,
        race_code_1,
        race_code_2,
        race_code_3,
        race_code_4,
        race_code_5,
        highest_degree_code,
        employment_status_code,

        -- numbers
        service_years_lea,
        service_years_total,
        fte_percent,

        -- booleans
        is_hispanic,
        exclude_from_state_reporting,

        -- dates
        birth_date,
        employment_start_date,
        employment_end_date,
        demographics_effective_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'staff_id', "'row ' || source_row", when='staff_id is null'),
            raw_fault('malformed_state_id', 'seid', 'seid', is_personal=true, when='not ' ~ matches_pattern('seid', '[0-9]{10}')),
            typing_faults('birth_date', 'date', is_personal=true),
            typing_faults('is_hispanic', 'boolean'),
            typing_faults('employment_start_date', 'date'),
            typing_faults('employment_end_date', 'date'),
            typing_faults('service_years_lea', 'integer'),
            typing_faults('service_years_total', 'integer'),
            typing_faults('demographics_effective_date', 'date'),
            typing_faults('exclude_from_state_reporting', 'boolean'),
            typing_faults('fte_percent', 'decimal(6,3)'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
