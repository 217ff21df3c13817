-- Grain: one row per student, test year and test.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'assessment_results') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('ssid') }} as ssid,
        {{ clean_text('test_year') }} as raw_test_year,
        {{ clean_text('test_id') }} as test_id,
        {{ clean_text('school_cds_code') }} as school_cds_code,
        {{ clean_text('accountability_district_code') }} as accountability_district_code,
        {{ clean_text('is_nonpublic_school') }} as raw_is_nonpublic_school,
        {{ clean_text('grade_code') }} as grade_code,
        {{ clean_text('include_indicator') }} as include_indicator,
        {{ clean_text('percent_correct') }} as raw_percent_correct,
        {{ clean_text('preliminary_indicator') }} as raw_preliminary_indicator,
        {{ clean_text('scale_score') }} as raw_scale_score,
        {{ clean_text('achievement_level') }} as raw_achievement_level,
        {{ clean_text('life_sciences_level') }} as raw_life_sciences_level,
        {{ clean_text('physical_sciences_level') }} as raw_physical_sciences_level,
        {{ clean_text('earth_space_sciences_level') }} as raw_earth_space_sciences_level,
        {{ clean_text('gender_code') }} as gender_code,
        {{ clean_text('reporting_ethnicity_code') }} as reporting_ethnicity_code,
        {{ clean_text('elas_code') }} as elas_code,
        {{ clean_text('us_school_entry_date') }} as raw_us_school_entry_date,
        {{ clean_text('is_migrant') }} as raw_is_migrant,
        {{ clean_text('is_economically_disadvantaged') }} as raw_is_economically_disadvantaged,
        {{ clean_text('has_disability') }} as raw_has_disability,
        {{ clean_text('parent_education_code') }} as parent_education_code,
        {{ clean_text('is_armed_forces_family') }} as raw_is_armed_forces_family,
        {{ clean_text('is_homeless') }} as raw_is_homeless,
        {{ clean_text('is_foster_youth') }} as raw_is_foster_youth,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_number('raw_test_year', 'integer') }} as test_year,
        {{ to_boolean('raw_is_nonpublic_school') }} as is_nonpublic_school,
        {{ to_number('raw_percent_correct', 'decimal(4,1)') }} as percent_correct,
        {{ to_number('raw_preliminary_indicator', 'integer') }} as preliminary_indicator,
        {{ to_number('raw_scale_score', 'integer') }} as scale_score,
        {{ to_number('raw_achievement_level', 'integer') }} as achievement_level,
        {{ to_number('raw_life_sciences_level', 'integer') }} as life_sciences_level,
        {{ to_number('raw_physical_sciences_level', 'integer') }} as physical_sciences_level,
        {{ to_number('raw_earth_space_sciences_level', 'integer') }} as earth_space_sciences_level,
        {{ to_date('raw_us_school_entry_date') }} as us_school_entry_date,
        {{ to_boolean('raw_is_migrant') }} as is_migrant,
        {{ to_boolean('raw_is_economically_disadvantaged') }} as is_economically_disadvantaged,
        {{ to_boolean('raw_has_disability') }} as has_disability,
        {{ to_boolean('raw_is_armed_forces_family') }} as is_armed_forces_family,
        {{ to_boolean('raw_is_homeless') }} as is_homeless,
        {{ to_boolean('raw_is_foster_youth') }} as is_foster_youth,
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
                ssid,
                coalesce(cast(test_year as string), raw_test_year),
                test_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                ssid,
                coalesce(cast(test_year as string), raw_test_year),
                test_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        ssid,
        test_id,
        school_cds_code,
        accountability_district_code,
        grade_code,
        include_indicator,
        gender_code,
        reporting_ethnicity_code,
        elas_code,
        parent_education_code,

        -- numbers
        test_year,
        percent_correct,
        preliminary_indicator,
        scale_score,
        achievement_level,
        life_sciences_level,
        physical_sciences_level,
        earth_space_sciences_level,

        -- booleans
        is_nonpublic_school,
        is_migrant,
        is_economically_disadvantaged,
        has_disability,
        is_armed_forces_family,
        is_homeless,
        is_foster_youth,

        -- dates
        us_school_entry_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'ssid', "'row ' || source_row", when='ssid is null'),
            raw_fault('malformed_state_id', 'ssid', 'ssid', is_personal=true, when='not ' ~ matches_pattern('ssid', '[0-9]{10}')),
            typing_faults('test_year', 'integer'),
            raw_fault('blank_raw_column', 'test_year', "'row ' || source_row", when='raw_test_year is null'),
            raw_fault('blank_raw_column', 'test_id', "'row ' || source_row", when='test_id is null'),
            typing_faults('is_nonpublic_school', 'boolean'),
            typing_faults('percent_correct', 'decimal(4,1)'),
            typing_faults('preliminary_indicator', 'integer'),
            typing_faults('scale_score', 'integer'),
            typing_faults('achievement_level', 'integer'),
            typing_faults('life_sciences_level', 'integer'),
            typing_faults('physical_sciences_level', 'integer'),
            typing_faults('earth_space_sciences_level', 'integer'),
            typing_faults('us_school_entry_date', 'date'),
            typing_faults('is_migrant', 'boolean'),
            typing_faults('is_economically_disadvantaged', 'boolean'),
            typing_faults('has_disability', 'boolean'),
            typing_faults('is_armed_forces_family', 'boolean'),
            typing_faults('is_homeless', 'boolean'),
            typing_faults('is_foster_youth', 'boolean'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
