{#-
    The state's SPRG rules that one record can be held against, each beside its official number
    (seed validation_rules). Columns are those of the step `joined` of int_programs__sprg_candidates.
-#}
{% macro sprg_rules() -%}
    {%- set program = 'education_program_code' -%}
    {%- set start_date = 'education_program_membership_start_date' -%}
    {%- set end_date = 'education_program_membership_end_date' -%}
    {%- set service = 'education_service_code' -%}
    {%- set name_rules = [] -%}
    {%- for name in ('student_legal_first_name', 'student_legal_last_name') -%}
        {%- do name_rules.append(hit('SPRG0009', name, value_class(name), when=has_other_than_name_characters(name))) -%}
    {%- endfor -%}
    {{ return(name_rules + [
        hit('SPRG0075', end_date, date_text(end_date), when=end_date ~ ' < ' ~ start_date),
        hit('SPRG0076', start_date, date_text(start_date),
            when=start_date ~ ' <= student_birth_date'),
        hit('SPRG0078', start_date, date_text(start_date),
            when="education_program_membership_code = '3' and " ~ start_date ~ ' > '
            ~ months_later('as_of_date', 6)),
        hit('SPRG0080', 'education_program_membership_code',
            program ~ " || ' with ' || education_program_membership_code",
            when='not is_membership_pair'),
        hit('SPRG0081', service, 'null', when=program ~ " = '122' and " ~ service ~ ' is null'),
        hit('SPRG0082', service, service,
            when=program ~ " = '122' and " ~ service ~ " not between '05' and '13'"),
        hit('SPRG0083', 'california_partnership_academy_id', 'null',
            when=program ~ " = '113' and california_partnership_academy_id is null"),
        hit('SPRG0084', 'migrant_student_id', 'null',
            when=program ~ " = '135' and migrant_student_id is null"),
        hit('SPRG0148', end_date, date_text(end_date), when=end_date ~ ' <= student_birth_date'),
        hit('SPRG0253', 'migrant_student_id', value_class('migrant_student_id'),
            when='not ' ~ matches_pattern('migrant_student_id', '06.{9}')),
        hit('SPRG0264', program, program, when=program ~ " = '185' and not is_kindergartner"),
        hit('SPRG0276', 'homeless_dwelling_type_code', 'null',
            when=program ~ " = '191' and homeless_dwelling_type_code is null"),
        hit('SPRG0278', 'unaccompanied_youth_indicator', 'null',
            when=program ~ " = '191' and is_unaccompanied_youth is null"),
        hit('SPRG0645F1', end_date, 'null',
            when='is_meal and ' ~ end_date ~ ' is null and as_of_date > year_end_date'),
        hit('CERT110', start_date, date_text(start_date),
            when=program ~ " = '135' and "
            ~ age_on(start_date, 'coalesce(' ~ end_date ~ ', as_of_date)') ~ ' >= 3'),
    ]) }}
{%- endmacro %}

{#-
    The SPRG columns that can hold what was typed: free text, and codes, since a translation is typed
    as well (definition D11).
-#}
{% macro sprg_texts() -%}
    {{ return([
        'record_key',
        'reporting_lea',
        'school_of_attendance',
        'ssid',
        'local_student_id',
        'student_legal_first_name',
        'student_legal_last_name',
        'student_gender_code',
        'education_program_code',
        'education_program_membership_code',
        'education_service_code',
        'california_partnership_academy_id',
        'migrant_student_id',
        'homeless_dwelling_type_code',
    ]) }}
{%- endmacro %}
