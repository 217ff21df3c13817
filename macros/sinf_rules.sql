{#-
    The state's SINF rules that one record can be held against, each beside its official number (seed
    rules). Columns are those of the step `joined` of int_students__sinf_hits. SINF0045, SINF0046,
    SINF0066, SINF0067 and SINF0116 cannot be broken: the fields follow from one another.
-#}
{% macro sinf_rules() -%}
    {%- set found = [] -%}
    {%- for name in (
        'student_legal_first_name', 'student_legal_middle_name', 'student_legal_last_name',
        'student_alias_first_name', 'student_alias_middle_name', 'student_alias_last_name',
        'student_birth_city', 'guardian_1_first_name', 'guardian_1_last_name',
        'guardian_2_first_name', 'guardian_2_last_name',
        'student_preferred_first_name', 'student_preferred_last_name'
    ) -%}
        {%- do found.append(hit(
            'SINF0009', name, value_class(name), when=has_other_than_name_characters(name, also='/')
        )) -%}
    {%- endfor -%}
    {%- do found.extend([
        hit('GERR0001', 'student_birth_country_code', 'null',
            when="student_birth_country_code is null and school_of_attendance <> '0000002' "
            ~ "and coalesce(grade_level_code, '') not in ('IN', 'TD')"),
        hit('SINF0010', 'student_alias_first_name', 'null',
            when='student_alias_first_name is null and student_alias_last_name is not null'),
        hit('SINF0011', 'student_alias_last_name', 'null',
            when='student_alias_last_name is null and student_alias_first_name is not null'),
        hit('SINF0013', 'student_birth_date', 'null', when='student_birth_date >= entry_date'),
        hit('SINF0036', 'student_birth_state_province_code',
            "student_birth_state_province_code || ' with ' || student_birth_country_code",
            when='is_birth_place_refused'),
        hit('SINF0059', 'student_initial_us_school_enrollment_date_k_12',
            date_text('us_school_entry_date'), when='us_school_entry_date <= student_birth_date'),
        hit('us_school_entry_too_young', 'student_initial_us_school_enrollment_date_k_12',
            date_text('us_school_entry_date'),
            when='us_school_entry_date > student_birth_date '
            ~ 'and year(us_school_entry_date) - year(student_birth_date) < 4'),
        hit('SINF0060', 'student_initial_us_school_enrollment_date_k_12',
            date_text('us_school_entry_date'), when='us_school_entry_date > latest_us_school_entry'),
        hit('SINF0061', 'enrolled_in_us_school_less_than_three_cumulative_years_indicator', 'null',
            when='student_birth_country_code is not null and not is_domestic_birth '
            ~ 'and is_under_three_years is null'),
        hit('SINF0262', 'student_birth_date', 'cast(age_at_start as varchar)',
            when="grade_level_code = 'KN' and age_at_start not between 4 and 7"),
    ]) -%}
    {{ return(
        found
        + sinf_address_rules('residential', {
            'line_1': 'SINF0049', 'line_2': 'SINF0050', 'city_name': 'SINF0051',
            'state_province_code': 'SINF0052', 'zip_code': 'SINF0053',
        })
        + sinf_address_rules('mailing', {
            'line_1': 'mailing_address_incomplete', 'line_2': 'mailing_address_incomplete',
            'city_name': 'mailing_address_incomplete',
            'state_province_code': 'mailing_address_incomplete',
            'zip_code': 'mailing_address_incomplete',
        })
        + sinf_guardian_rules(1, 'SINF0453')
        + sinf_guardian_rules(2, 'guardian_2_incomplete')
    ) }}
{%- endmacro %}

{#-
    An address is whole or absent: each of its four parts is needed when another is filled (SINF0049,
    SINF0051 to SINF0053), and line 2 needs them all (SINF0050).
-#}
{% macro sinf_address_rules(kind, rules) -%}
    {%- set start = kind ~ '_address_' -%}
    {%- set parts = [
        start ~ 'line_1', start ~ 'city_name', start ~ 'state_province_code', start ~ 'zip_code'
    ] -%}
    {%- set found = [hit(
        rules['line_2'], start ~ 'line_2', 'null',
        when=start ~ 'line_2 is not null and (' ~ parts | join(' is null or ') ~ ' is null)'
    )] -%}
    {%- for part in parts -%}
        {%- do found.append(hit(
            rules[part | replace(start, '')], part, 'null',
            when=part ~ ' is null and coalesce(' ~ parts | join(', ') ~ ') is not null'
        )) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#- First name, last name and education level of a guardian are all present or all absent (SINF0453). -#}
{% macro sinf_guardian_rules(rank, rule_id) -%}
    {%- set parts = [
        'guardian_' ~ rank ~ '_first_name', 'guardian_' ~ rank ~ '_last_name',
        'parent_guardian_' ~ rank ~ '_highest_education_level_code'
    ] -%}
    {%- set found = [] -%}
    {%- for part in parts -%}
        {%- do found.append(hit(
            rule_id, part, 'null',
            when=part ~ ' is null and coalesce(' ~ parts | join(', ') ~ ') is not null'
        )) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#-
    The SINF columns that can hold what was typed: free text, and codes, since a translation is typed
    as well (definition D11).
-#}
{% macro sinf_texts() -%}
    {{ return([
        'record_key',
        'reporting_lea',
        'school_of_attendance',
        'ssid',
        'local_student_id',
        'student_legal_first_name',
        'student_legal_middle_name',
        'student_legal_last_name',
        'student_legal_name_suffix_code',
        'student_alias_first_name',
        'student_alias_middle_name',
        'student_alias_last_name',
        'student_gender_code',
        'student_birth_city',
        'student_birth_state_province_code',
        'student_birth_country_code',
        'student_race_1_code',
        'student_race_2_code',
        'student_race_3_code',
        'student_race_4_code',
        'student_race_5_code',
        'residential_address_line_1',
        'residential_address_line_2',
        'residential_address_city_name',
        'residential_address_state_province_code',
        'residential_address_zip_code',
        'parent_guardian_1_highest_education_level_code',
        'guardian_1_first_name',
        'guardian_1_last_name',
        'guardian_2_first_name',
        'guardian_2_last_name',
        'student_preferred_first_name',
        'student_preferred_last_name',
        'mailing_address_line_1',
        'mailing_address_line_2',
        'mailing_address_city_name',
        'mailing_address_state_province_code',
        'mailing_address_zip_code',
        'parent_guardian_2_highest_education_level_code',
    ]) }}
{%- endmacro %}
