-- Grain: one row per section of a course in one term.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{ source('sis', 'sections') }}

),

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
        {{ clean_text('section_id') }} as section_id,
        {{ clean_text('course_id') }} as course_id,
        {{ clean_text('org_id') }} as org_id,
        {{ clean_text('session_id') }} as session_id,
        {{ clean_text('local_section_code') }} as local_section_code,
        {{ clean_text('class_id') }} as class_id,
        {{ clean_text('multiple_teacher_code') }} as multiple_teacher_code,
        {{ clean_text('local_assignment_option_code') }} as local_assignment_option_code,
        {{ clean_text('content_subcategory_code') }} as content_subcategory_code,
        {{ clean_text('cte_provider_code') }} as cte_provider_code,
        {{ clean_text('instructional_level_code') }} as instructional_level_code,
        {{ clean_text('education_service_code') }} as education_service_code,
        {{ clean_text('language_of_instruction_code') }} as language_of_instruction_code,
        {{ clean_text('instructional_strategy_code') }} as instructional_strategy_code,
        {{ clean_text('funding_source_code') }} as funding_source_code,
        {{ clean_text('independent_study') }} as raw_independent_study,
        {{ clean_text('distance_learning') }} as raw_distance_learning,
        {{ clean_text('online_instruction_type_code') }} as online_instruction_type_code,
        {{ clean_text('middle_school_core') }} as raw_middle_school_core,
        {{ clean_text('exclude_from_state_reporting') }} as raw_exclude_from_state_reporting,
        {{ clean_text('short_section_code') }} as short_section_code,
        {{ clean_text('is_deleted') }} as raw_is_deleted,
        {{ clean_text('updated_at') }} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
        {{ to_boolean('raw_independent_study') }} as independent_study,
        {{ to_boolean('raw_distance_learning') }} as distance_learning,
        {{ to_boolean('raw_middle_school_core') }} as middle_school_core,
        {{ to_boolean('raw_exclude_from_state_reporting') }} as exclude_from_state_reporting,
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
                section_id
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
                section_id
        ) as copies
    from typed

),

final as (

    select
        -- ids, text and codes
        section_id,
        course_id,
        org_id,
        session_id,
        local_section_code,
        class_id,
        multiple_teacher_code,
        local_assignment_option_code,
        content_subcategory_code,
        cte_provider_code,
        instructional_level_code,
        education_service_code,
        language_of_instruction_code,
        instructional_strategy_code,
        funding_source_code,
        online_instruction_type_code,
        short_section_code,

        -- booleans
        independent_study,
        distance_learning,
        middle_school_core,
        exclude_from_state_reporting,

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{ raw_findings([
            raw_fault('blank_raw_column', 'section_id', "'row ' || source_row", when='section_id is null'),
            raw_fault('blank_raw_column', 'course_id', "''", when='course_id is null'),
            raw_fault('blank_raw_column', 'org_id', "''", when='org_id is null'),
            raw_fault('blank_raw_column', 'session_id', "''", when='session_id is null'),
            raw_fault('blank_raw_column', 'local_section_code', "''", when='local_section_code is null'),
            typing_faults('independent_study', 'boolean'),
            typing_faults('distance_learning', 'boolean'),
            typing_faults('middle_school_core', 'boolean'),
            typing_faults('exclude_from_state_reporting', 'boolean'),
            typing_faults('is_deleted', 'boolean'),
            typing_faults('updated_at', 'timestamp'),
            raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1'),
        ]) }} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
