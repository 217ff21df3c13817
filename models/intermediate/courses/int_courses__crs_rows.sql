-- Grain: one row per course file (CRSE, CRSC), section and educator, with why it is left out.

with

tested as (

    select * from {{ ref('int_courses__crs_tested') }}

),

-- Test 11 (CRSE0122, CRSC0122): of rows with one key the lead educator stays, then the lowest id.
ranked as (

    select
        *,
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

decided as (

    select
        *,
        case
            when early_reason is not null then early_reason
            when place > 1 then 'duplicate_key'
        end as exclusion_reason,
        concat_ws(
            '|',
            coalesce(crs_state_course_code, ''),
            coalesce(crs_course_name, ''),
            coalesce(cast(is_cte_articulated as varchar), ''),
            cast(is_uc_csu_approved as varchar)
        ) as course_facts
    from ranked

),

-- Rules about several rows, judged on what is written (CRSE0130, CRSE0231, CRSE0274, CRSC0231).
compared as (

    select
        *,
        min(course_facts) over course <> max(course_facts) over course as has_other_course_facts,
        multiple_teacher_code is not null
        and seid <> '9999999999'
        and min(seid) filter (where multiple_teacher_code is not null) over room
        = max(seid) filter (where multiple_teacher_code is not null) over room
            as is_without_second_teacher,
        min(coalesce(education_service_code, '')) over section
        <> max(coalesce(education_service_code, '')) over section as has_other_education_service
    from decided
    window
        course as (
            partition by
                export_name, exclusion_reason is null, reporting_lea, crs_local_course_id
        ),
        room as (
            partition by
                export_name, exclusion_reason is null, school_of_course_delivery,
                academic_term_code, class_id
        ),
        section as (
            partition by
                export_name, exclusion_reason is null, school_of_course_delivery,
                crs_local_course_id, course_section_id, academic_term_code
        )

),

final as (

    select
        export_name,
        record_key,
        section_id as subject_key,
        {{ course_columns() }},
        local_state_course_code,
        is_state_code_unmapped,
        exclusion_reason,
        case
            when exclusion_reason = 'unsafe_value' then unsafe_hits
            when export_name = 'crse'
                then {{ joined_hits(['hits', hits(course_group_rules('CRSE'))]) }}
            else {{ joined_hits(['hits', hits(course_group_rules('CRSC'))]) }}
        end as hits
    from compared

)

select * from final
