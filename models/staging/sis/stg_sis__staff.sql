-- Grain: one row per employee or contractor.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'staff') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
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
        {{ clean_text('birth_date') }} as birth_date,
        {{ clean_text('gender_code') }} as gender_code,
        {{ clean_text('is_hispanic') }} as is_hispanic,
        {{ clean_text('race_code_1') }} as race_code_1,
        {{ clean_text('race_code_2') }} as race_code_2,
        {{ clean_text('race_code_3') }} as race_code_3,
        {{ clean_text('race_code_4') }} as race_code_4,
        {{ clean_text('race_code_5') }} as race_code_5,
        {{ clean_text('highest_degree_code') }} as highest_degree_code,
        {{ clean_text('employment_status_code') }} as employment_status_code,
        {{ clean_text('employment_start_date') }} as employment_start_date,
        {{ clean_text('employment_end_date') }} as employment_end_date,
        {{ clean_text('service_years_lea') }} as service_years_lea,
        {{ clean_text('service_years_total') }} as service_years_total,
        {{ clean_text('demographics_effective_date') }} as demographics_effective_date,
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
            partition by staff_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by staff_id
        ) as copies
    from cleaned

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
        {{ to_number('service_years_lea', 'integer') }} as service_years_lea,
        {{ to_number('service_years_total', 'integer') }} as service_years_total,

        -- booleans
        {{ to_boolean('is_hispanic') }} as is_hispanic,
        {{ to_boolean('exclude_from_state_reporting') }} as exclude_from_state_reporting,

        -- dates
        {{ to_date('birth_date') }} as birth_date,
        {{ to_date('employment_start_date') }} as employment_start_date,
        {{ to_date('employment_end_date') }} as employment_end_date,
        {{ to_date('demographics_effective_date') }} as demographics_effective_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('birth_date', 'date', is_personal=True),
            cast_hit('is_hispanic', 'boolean', is_personal=False),
            cast_hit('employment_start_date', 'date', is_personal=False),
            cast_hit('employment_end_date', 'date', is_personal=False),
            cast_hit('service_years_lea', 'integer', is_personal=False),
            cast_hit('service_years_total', 'integer', is_personal=False),
            cast_hit('demographics_effective_date', 'date', is_personal=False),
            cast_hit('exclude_from_state_reporting', 'boolean', is_personal=False),
            duplicate_key_hit(),
            malformed_id_hit('seid'),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
