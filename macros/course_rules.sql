{#- A course of career technical education: a state code from 7000 to 8999 (mapping of 9.12). -#}
{% macro is_cte_course(state_course_code) -%}
    {{ state_course_code }} between '7000' and '8999'
{%- endmacro %}

{#-
    The state's rules for course sections that one record can be held against, each beside its
    official number (seed validation_rules), for CRSE or CRSC. Where the state numbers a rule for one file alone
    and the layout says the same of the other, the other has a rule of our own name. Columns are those
    of the step `joined` of int_courses__crs_rows.
-#}
{% macro course_rules(file_code) -%}
    {%- set course = 'crs_state_course_code' -%}
    {%- set level = 'course_section_instructional_level_code' -%}
    {%- set language = 'language_of_instruction_code' -%}
    {%- set strategy = 'instructional_strategy_code' -%}
    {%- set service = 'education_service_code' -%}
    {%- set provider = 'cte_course_section_provider_code' -%}
    {%- set subcategory = 'course_content_area_subcategory_code' -%}
    {%- set grade_range = 'crs_departmentalized_course_standards_grade_level_range_code' -%}
    {%- set online_type = 'online_course_instruction_type_code' -%}
    {%- set found = [
        hit(file_code ~ '0124', 'crs_uc_csu_approved_indicator', course,
            when='is_uc_csu_approved and is_usually_not_approved'),
        hit(file_code ~ '0125', 'crs_uc_csu_approved_indicator', course,
            when='not is_uc_csu_approved and is_usually_approved'),
        hit(file_code ~ '0133', provider, course, when='is_cte and ' ~ provider ~ ' is null'),
        hit(file_code ~ '0135', 'seid', value_class('seid'), when='not ' ~ has_digits('seid', 10)),
        hit(file_code ~ '0468', grade_range, course ~ " || ' with ' || " ~ grade_range,
            when=grade_range ~ ' is not null and not is_grade_range_pair'),
        hit('conditional_field_blank', grade_range, course,
            when='needs_grade_range and ' ~ grade_range ~ ' is null'),
        hit('conditional_field_blank', subcategory, course,
            when='needs_subcategory and ' ~ subcategory ~ ' is null'),
        hit('conditional_field_blank', online_type, "'Y'",
            when='is_distance_learning and ' ~ online_type ~ ' is null'),
        hit('teacher_vacancy', 'seid', 'seid', when='is_vacant'),
        hit('educator_without_seid', 'seid', 'seid', when='is_without_seid'),
        hit('CRSE0132' if file_code == 'CRSE' else 'language_not_of_instruction', language,
            language, when='is_no_language_of_instruction'),
        hit('CRSE0467' if file_code == 'CRSE' else 'subcategory_not_of_course', subcategory,
            course ~ " || ' with ' || " ~ subcategory,
            when=subcategory ~ ' is not null and not is_subcategory_pair'),
    ] -%}
    {%- if file_code == 'CRSE' -%}
        {%- do found.extend([
            hit('CRSE0131', language, "concat_ws(' with ', " ~ service ~ ', ' ~ strategy ~ ')',
                when='(' ~ service ~ " = '1' or " ~ strategy ~ " = '600') and " ~ language
                ~ ' is null'),
            hit('CRSE0223', strategy, service,
                when=service ~ " not in ('5', '6') and " ~ strategy ~ ' is null'),
            hit('CRSE0224', service, strategy,
                when=strategy ~ " in ('400', '500', '600', '650') and coalesce(" ~ service
                ~ ", '5') = '5'"),
        ]) -%}
    {%- else -%}
        {%- do found.append(
            hit('CRSC0545', 'seid', 'seid', when="seid = '9999999999' and not is_college_course")
        ) -%}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}

{#-
    The state's rules for several course sections, judged on what is written, for CRSE or CRSC.
    Columns are those of the step `compared` of int_courses__crs_rows.
-#}
{% macro course_group_rules(file_code) -%}
    {%- set found = [
        hit(file_code ~ '0231', 'crs_local_course_id', 'left(crs_local_course_id, 40)',
            when='has_other_course_facts'),
    ] -%}
    {%- if file_code == 'CRSE' -%}
        {%- do found.extend([
            hit('CRSE0130', 'multiple_teacher_code', 'left(class_id, 40)',
                when='is_without_second_teacher'),
            hit('CRSE0274', 'education_service_code', "coalesce(education_service_code, 'blank')",
                when='has_other_education_service'),
        ]) -%}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}

{#- The course columns that can hold what was typed: free text, and codes (definition D11). -#}
{% macro course_texts() -%}
    {{ return([
        'record_key',
        'reporting_lea',
        'school_of_course_delivery',
        'crs_state_course_code',
        'crs_local_course_id',
        'crs_course_name',
        'course_section_id',
        'academic_term_code',
        'seid',
        'local_staff_id',
        'class_id',
        'course_section_instructional_level_code',
        'education_service_code',
        'language_of_instruction_code',
        'instructional_strategy_code',
        'multiple_teacher_code',
        'education_program_funding_source_code',
        'cte_course_section_provider_code',
        'course_content_area_subcategory_code',
        'crs_departmentalized_course_standards_grade_level_range_code',
        'crs_content_standards_alignment_code',
        'ap_ib_course_code_cross_reference',
        'online_course_instruction_type_code',
        'local_assignment_option_code',
    ]) }}
{%- endmacro %}

{#- The fields of CRSE and CRSC that differ from row to row, typed, in the order of the layout. -#}
{% macro course_columns() -%}
    reporting_lea,
    school_of_course_delivery,
    academic_year_id,
    crs_state_course_code,
    crs_local_course_id,
    crs_course_name,
    is_cte_articulated,
    is_uc_csu_approved,
    course_section_id,
    academic_term_code,
    seid,
    local_staff_id,
    class_id,
    course_section_instructional_level_code,
    education_service_code,
    language_of_instruction_code,
    instructional_strategy_code,
    is_independent_study,
    is_distance_learning,
    multiple_teacher_code,
    education_program_funding_source_code,
    cte_course_section_provider_code,
    course_content_area_subcategory_code,
    crs_departmentalized_course_standards_grade_level_range_code,
    crs_content_standards_alignment_code,
    ap_ib_course_code_cross_reference,
    online_course_instruction_type_code,
    is_middle_school_core,
    local_assignment_option_code,
    is_high_quality_cte
{%- endmacro %}
