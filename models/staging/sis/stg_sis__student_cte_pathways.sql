-- Grain: one row per student, school, school year and pathway.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'student_cte_pathways') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('student_id') }} as student_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('school_year') }} as raw_school_year,
        {{ clean_text('pathway_code') }} as pathway_code,
        {{ clean_text('is_completed') }} as raw_is_completed,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_number('raw_school_year', 'integer') }} as school_year,
        {{ to_boolean('raw_is_completed') }} as is_completed,
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
                student_id,
                org_id,
                coalesce(cast(school_year as string), raw_school_year),
                pathway_code
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                student_id,
                org_id,
                coalesce(cast(school_year as string), raw_school_year),
                pathway_code
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        student_id,
        org_id,
        pathway_code,

        -- numbers
        school_year,

        -- booleans
        is_completed,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'student_id', "'row ' || source_row", when='student_id is null'),
            raw_fault('blank_raw_column', 'org_id', "'row ' || source_row", when='org_id is null'),
            typing_faults('school_year', 'integer'),
            raw_fault('blank_raw_column', 'school_year', "'row ' || source_row", when='raw_school_year is null'),
            raw_fault('blank_raw_column', 'pathway_code', "'row ' || source_row", when='pathway_code is null'),
            typing_faults('is_completed', 'boolean'),
            raw_fault('blank_raw_column', 'is_completed', "''", when='raw_is_completed is null'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
