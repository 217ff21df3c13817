-- Grain: one row per student, test year and test.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'assessment_results') }}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('ssid') }} as ssid,
        {{ clean_text('test_year') }} as test_year,
        {{ clean_text('test_id') }} as test_id,
        {{ clean_text('school_cds_code') }} as school_cds_code,
        {{ clean_text('accountability_district_code') }} as accountability_district_code,
        {{ clean_text('is_nonpublic_school') }} as is_nonpublic_school,
        {{ clean_text('grade_code') }} as grade_code,
        {{ clean_text('include_indicator') }} as include_indicator,
        {{ clean_text('percent_correct') }} as percent_correct,
        {{ clean_text('preliminary_indicator') }} as preliminary_indicator,
        {{ clean_text('scale_score') }} as scale_score,
        {{ clean_text('achievement_level') }} as achievement_level,
        {{ clean_text('life_sciences_level') }} as life_sciences_level,
        {{ clean_text('physical_sciences_level') }} as physical_sciences_level,
        {{ clean_text('earth_space_sciences_level') }} as earth_space_sciences_level,
        {{ clean_text('gender_code') }} as gender_code,
        {{ clean_text('reporting_ethnicity_code') }} as reporting_ethnicity_code,
        {{ clean_text('elas_code') }} as elas_code,
        {{ clean_text('us_school_entry_date') }} as us_school_entry_date,
        {{ clean_text('is_migrant') }} as is_migrant,
        {{ clean_text('is_economically_disadvantaged') }} as is_economically_disadvantaged,
        {{ clean_text('has_disability') }} as has_disability,
        {{ clean_text('parent_education_code') }} as parent_education_code,
        {{ clean_text('is_armed_forces_family') }} as is_armed_forces_family,
        {{ clean_text('is_homeless') }} as is_homeless,
        {{ clean_text('is_foster_youth') }} as is_foster_youth,
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
            partition by ssid, test_year, test_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by ssid, test_year, test_id
        ) as copies
    from cleaned

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
        {{ to_number('test_year', 'integer') }} as test_year,
        {{ to_number('percent_correct', 'decimal(4,1)') }} as percent_correct,
        {{ to_number('preliminary_indicator', 'integer') }} as preliminary_indicator,
        {{ to_number('scale_score', 'integer') }} as scale_score,
        {{ to_number('achievement_level', 'integer') }} as achievement_level,
        {{ to_number('life_sciences_level', 'integer') }} as life_sciences_level,
        {{ to_number('physical_sciences_level', 'integer') }} as physical_sciences_level,
        {{ to_number('earth_space_sciences_level', 'integer') }} as earth_space_sciences_level,

        -- booleans
        {{ to_boolean('is_nonpublic_school') }} as is_nonpublic_school,
        {{ to_boolean('is_migrant') }} as is_migrant,
        {{ to_boolean('is_economically_disadvantaged') }} as is_economically_disadvantaged,
        {{ to_boolean('has_disability') }} as has_disability,
        {{ to_boolean('is_armed_forces_family') }} as is_armed_forces_family,
        {{ to_boolean('is_homeless') }} as is_homeless,
        {{ to_boolean('is_foster_youth') }} as is_foster_youth,

        -- dates
        {{ to_date('us_school_entry_date') }} as us_school_entry_date,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ hits([
            cast_hit('test_year', 'integer', is_personal=False),
            cast_hit('is_nonpublic_school', 'boolean', is_personal=False),
            cast_hit('percent_correct', 'decimal(4,1)', is_personal=False),
            cast_hit('preliminary_indicator', 'integer', is_personal=False),
            cast_hit('scale_score', 'integer', is_personal=False),
            cast_hit('achievement_level', 'integer', is_personal=False),
            cast_hit('life_sciences_level', 'integer', is_personal=False),
            cast_hit('physical_sciences_level', 'integer', is_personal=False),
            cast_hit('earth_space_sciences_level', 'integer', is_personal=False),
            cast_hit('us_school_entry_date', 'date', is_personal=False),
            cast_hit('is_migrant', 'boolean', is_personal=False),
            cast_hit('is_economically_disadvantaged', 'boolean', is_personal=False),
            cast_hit('has_disability', 'boolean', is_personal=False),
            cast_hit('is_armed_forces_family', 'boolean', is_personal=False),
            cast_hit('is_homeless', 'boolean', is_personal=False),
            cast_hit('is_foster_youth', 'boolean', is_personal=False),
            duplicate_key_hit(),
            malformed_id_hit('ssid'),
        ]) }} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{ to_boolean('is_deleted') }}, false)

)

select * from final
