-- Grain: one row per course file (CRSE, CRSC), section and educator, tested on its own.

with

records as (

    select * from {{ ref('int_courses__crs_records') }}

),

section_pairs as (

    select * from {{ ref('int_courses__section_pairs') }}

),

no_languages as (

    select code from {{ ref('code_roles') }}
    where role = 'no_language_of_instruction'

),

joined as (

    select
        records.*,
        section_pairs.needs_subcategory,
        section_pairs.is_subcategory_pair,
        section_pairs.needs_grade_range,
        section_pairs.is_grade_range_pair,
        section_pairs.is_usually_not_approved,
        section_pairs.is_usually_approved,
        section_pairs.is_college_course,
        no_languages.code is not null as is_no_language_of_instruction
    from records
    inner join section_pairs on records.section_id = section_pairs.section_id
    left join no_languages on records.language_of_instruction_code = no_languages.code

),

checked as (

    select
        *,
        case export_name
            when 'crse' then {{ hits(course_rules('CRSE')) }}
            else {{ hits(course_rules('CRSC')) }}
        end as rule_hits,
        {{ unsafe_hits(course_texts()) }} as unsafe_hits
    from joined

),

-- Selection rules, sections 3.6 and 3.7, tests 1 to 10: the first that holds is the reason.
final as (

    select
        export_name,
        record_key,
        section_id,
        staff_id,
        is_primary,
        local_state_course_code,
        is_state_code_unmapped,
        {{ course_columns() }},
        unsafe_hits,
        {{ joined_hits(['code_hits', 'rule_hits']) }} as hits,
        case
            when is_org_excluded then 'school_excluded'
            when is_nonpublic_school then 'nonpublic_school'
            when is_section_excluded then 'section_excluded'
            when is_course_missing then 'course_missing'
            when is_course_excluded then 'course_excluded'
            when not is_in_range then 'outside_date_range'
            when crs_state_course_code is null then 'no_state_course_code'
            when not has_students and export_name = 'crse' then 'no_students'
            when not has_students then 'no_completions'
            when not is_wanted then 'previously_submitted'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as early_reason
    from checked

)

select * from final
