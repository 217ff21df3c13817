{#-
    The state's SDIS rules that one record and its neighbours can be held against, each beside its
    official number (seed validation_rules). Columns are those of the step `joined` of
    int_discipline__sdis_hits.
-#}
{% macro sdis_rules() -%}
    {%- set action = 'incident_disciplinary_action_taken_code' -%}
    {%- set duration = 'incident_disciplinary_action_duration_days' -%}
    {%- set support = 'student_instructional_support_indicator' -%}
    {%- set removal = 'removal_to_interim_alternative_setting_reason_code' -%}
    {%- set weapon = 'weapon_category_code' -%}
    {%- set incident_date = 'disciplinary_incident_occurrence_date' -%}
    {%- set removed_in_special_education = "is_in_special_education and action_code <> '300'" -%}
    {{ return([
        hit('FRMT0006', duration, 'cast(duration_days as varchar)',
            when='duration_days not between 0 and 999.99'),
        hit('SDIS0009', 'student_legal_first_name', value_class('student_legal_first_name'),
            when=has_other_than_name_characters('student_legal_first_name')),
        hit('SDIS0009', 'student_legal_last_name', value_class('student_legal_last_name'),
            when=has_other_than_name_characters('student_legal_last_name')),
        hit('SDIS0091', weapon, "offense_code || ' with ' || weapon_code",
            when='not is_offense_weapon_pair'),
        hit('SDIS0093', incident_date, date_text('incident_date'),
            when='incident_date > as_of_date'),
        hit('SDIS0094', 'disciplinary_incident_id_local', 'left(incident_number, 40)',
            when='has_other_incident_facts'),
        hit('SDIS0095', weapon, 'offense_code', when='is_weapon_offense and weapon_code is null'),
        hit('SDIS0096', duration, 'action_code',
            when=removed_in_special_education ~ ' and duration_days is null'),
        hit('SDIS0153', 'disciplinary_action_authority_code', 'action_code',
            when=removed_in_special_education ~ ' and authority_code is null'),
        hit('SDIS0154', support, 'action_code',
            when=removed_in_special_education ~ ' and instructional_support is null'),
        hit('SDIS0208', 'disciplinary_action_modification_category_code', 'action_code',
            when="action_code = '200' and modification_code is null"),
        hit('SDIS0245', 'school_of_attendance', 'school_code', when='not is_enrolled_at_school'),
        hit('SDIS0251', 'disciplinary_incident_id_local', 'left(incident_number, 40)',
            when='has_other_student_facts'),
        hit('SDIS0289', duration, 'cast(duration_days as varchar)',
            when="is_in_special_education and interim_removal_code in ('1', '2') "
            ~ 'and duration_days > 45'),
        hit('SDIS0290', removal, 'offense_code',
            when="is_in_special_education and interim_removal_code is null and offense_code in "
            ~ "('100', '103', '105', '200', '400', '401', '500', '503', '505', '600')"),
        hit('SDIS0291', removal, 'interim_removal_code',
            when="is_in_special_education and action_code = '300' "
            ~ "and interim_removal_code <> '3'"),
        hit('SDIS0292', support, 'cast(duration_days as varchar)',
            when='duration_days > 10 and instructional_support is null'),
        hit('SDIS0293', duration, 'modification_code',
            when="duration_days = 0 and coalesce(modification_code, '') not in ('100', '200')"),
    ]) }}
{%- endmacro %}

{#- The SDIS columns that can hold what was typed: free text, and codes (definition D11). -#}
{% macro sdis_texts() -%}
    {{ return([
        'record_key',
        'reporting_lea',
        'school_of_attendance',
        'ssid',
        'local_student_id',
        'student_legal_first_name',
        'student_legal_last_name',
        'student_gender_code',
        'disciplinary_incident_id_local',
        'student_offense_code',
        'incident_most_severe_offense_code',
        'weapon_category_code',
        'incident_disciplinary_action_taken_code',
        'disciplinary_action_authority_code',
        'disciplinary_action_modification_category_code',
        'removal_to_interim_alternative_setting_reason_code',
    ]) }}
{%- endmacro %}
