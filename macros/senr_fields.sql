{#-
    The SENR columns that can hold what was typed: free text, and codes, since a translation is typed
    as well (definition D11).
-#}
{% macro senr_texts(relation) -%}
    {%- set names = [
        'record_key',
        'ssid',
        'local_student_id',
        'student_legal_first_name',
        'student_legal_middle_name',
        'student_legal_last_name',
        'student_alias_first_name',
        'student_alias_middle_name',
        'student_alias_last_name',
        'student_birth_city',
        'expected_receiver_school_of_attendance',
        'district_of_geographic_residence_code',
        'reporting_lea',
        'school_of_attendance',
        'school_of_attendance_nps',
        'student_legal_name_suffix_code',
        'student_gender_code',
        'student_birth_state_province_code',
        'student_birth_country_code',
        'enrollment_status_code',
        'grade_level_code',
        'student_exit_reason_code',
        'student_school_completion_status',
        'student_school_transfer_code',
    ] -%}
    {%- set qualified = [] -%}
    {%- for name in names -%}{%- do qualified.append(relation ~ '.' ~ name) -%}{%- endfor -%}
    {{ return(qualified) }}
{%- endmacro %}

{#- The typed columns of a SENR candidate, in the order of the layout. -#}
{% macro senr_columns() -%}
    {%- for name in [
        'reporting_lea',
        'school_of_attendance',
        'school_of_attendance_nps',
        'academic_year_id',
        'ssid',
        'local_student_id',
        'student_legal_first_name',
        'student_legal_middle_name',
        'student_legal_last_name',
        'student_legal_name_suffix_code',
        'student_alias_first_name',
        'student_alias_middle_name',
        'student_alias_last_name',
        'student_birth_date',
        'student_gender_code',
        'student_birth_city',
        'student_birth_state_province_code',
        'student_birth_country_code',
        'enrollment_start_date',
        'enrollment_status_code',
        'grade_level_code',
        'enrollment_exit_date',
        'student_exit_reason_code',
        'student_school_completion_status',
        'expected_receiver_school_of_attendance',
        'met_all_uc_csu_requirements',
        'student_school_transfer_code',
        'district_of_geographic_residence_code',
        'golden_state_seal_merit_diploma',
        'seal_of_biliteracy',
        'adult_age_transition_status',
        'graduation_exemption',
    ] %}
    {{- '        ' if not loop.first }}{{ name }}{{ ',\n' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#-
    The fields of SENR as text, in the order of the layout, from a candidate. The layout 12.x of
    2019-2020 to 2022-2023 ends with five completion indicators, which no raw table holds.
-#}
{% macro senr_fields(layout_version) %}
        'SENR' as record_type_code,
        cast(null as varchar) as transaction_type_code,
        record_key as local_record_id,
        reporting_lea,
        school_of_attendance,
        school_of_attendance_nps,
        academic_year_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_middle_name,
        student_legal_last_name,
        student_legal_name_suffix_code,
        student_alias_first_name,
        student_alias_middle_name,
        student_alias_last_name,
        {{ date_text('student_birth_date') }} as student_birth_date,
        student_gender_code,
        student_birth_city,
        student_birth_state_province_code,
        student_birth_country_code,
        {{ date_text('enrollment_start_date') }} as enrollment_start_date,
        enrollment_status_code,
        grade_level_code,
        {{ date_text('enrollment_exit_date') }} as enrollment_exit_date,
        student_exit_reason_code,
        student_school_completion_status,
        expected_receiver_school_of_attendance,
        {{ yes_no('met_all_uc_csu_requirements') }}
            as student_met_all_uc_csu_requirements_indicator,
        student_school_transfer_code,
        district_of_geographic_residence_code,
        {{ yes_no('golden_state_seal_merit_diploma') }}
            as student_golden_state_seal_merit_diploma_indicator,
        {{ yes_no('seal_of_biliteracy') }} as student_seal_of_biliteracy_indicator,
        {%- if layout_version == '12.x' %}
        {{ yes_no('adult_age_transition_status') }} as postsecondary_transition_status_indicator,
        cast(null as varchar) as workforce_completion_indicator,
        cast(null as varchar) as food_handler_completion_indicator,
        cast(null as varchar) as pre_apprenticeship_completion_indicator_1,
        cast(null as varchar) as pre_apprenticeship_completion_indicator_2,
        cast(null as varchar) as state_or_federal_job_program_completion_indicator
        {%- else %}
        {{ yes_no('adult_age_transition_status') }}
            as adult_age_students_with_disabilities_in_transition_status,
        {{ yes_no('graduation_exemption') }} as graduation_exemption_indicator
        {%- endif %}
{%- endmacro %}
