-- Grain: one row per record that CRSE or CRSC could hold, with its exclusion reason; null = sent.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            local_record_id,
            reporting_lea,
            school_of_course_delivery,
            crs_state_course_code,
            crs_local_course_id,
            crs_course_name,
            course_section_id,
            academic_term_code,
            seid,
            local_staff_id,
            class_id,
            course_section_instructional_level_code,
            education_service_code,
            language_of_instruction_code,
            instructional_strategy_code,
            multiple_teacher_code,
            education_program_funding_source_code,
            cte_course_section_provider_code,
            course_content_area_subcategory_code,
            crs_departmentalized_course_standards_grade_level_range_code,
            crs_content_standards_alignment_code,
            ap_ib_course_code_cross_reference,
            online_course_instruction_type_code,
            local_assignment_option_code
        ) as typed_text
    from records

),

-- Selection rules, sections 3.6 and 3.7, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        typed.*,
        case
            when typed.is_school_excluded then 'school_excluded'
            when typed.is_nonpublic_school then 'nonpublic_school'
            when typed.is_section_excluded then 'section_excluded'
            when typed.is_course_missing then 'course_missing'
            when typed.is_course_excluded then 'course_excluded'
            when not typed.is_in_range then 'outside_date_range'
            when typed.crs_state_course_code is null then 'no_state_course_code'
            -- Ruling of question 37: itinerant teachers (27) keep their empty sections in CRSE.
            when not typed.has_students and typed.export_name = 'crsc' then 'no_completions'
            when not typed.has_students and not coalesce(typed.is_itinerant, false)
                then 'no_students'
            when not options.include_previously_submitted and typed.was_submitted
                then 'previously_submitted'
            when {{ is_unsafe(['typed.typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed
    cross join options

),

-- Test 11 (CRSE0122, CRSC0122): of rows with one key the lead educator stays, then the lowest id.
ranked as (

    select
        export_name,
        record_key,
        {{ key_text([
            'local_record_id', 'school_of_course_delivery', 'crs_local_course_id',
            'course_section_id', 'academic_term_code', 'seid'
        ]) }} as row_key,
        section_id,
        early_reason,
        row_number() over (
            partition by
                export_name,
                early_reason is null,
                school_of_course_delivery,
                crs_local_course_id,
                course_section_id,
                academic_term_code,
                seid
            order by is_primary desc, staff_id asc nulls last, record_key asc
        ) as place
    from tested

),

final as (

    select
        export_name,
        record_key,
        row_key,
        section_id as subject_key,
        coalesce(early_reason, case when place > 1 then 'duplicate_key' end) as exclusion_reason
    from ranked

)

select * from final
