{#- Names with other characters than the state took in 2015 (SCSE0009, SCSC0009), as a list of hits. -#}
{% macro name_hits(rule_id, relation) -%}
    {%- set found = [] -%}
    {%- for name, flag in (
        ('student_legal_first_name', 'has_odd_first_name'),
        ('student_legal_last_name', 'has_odd_last_name'),
    ) -%}
        {%- do found.append(
            hit(rule_id, name, value_class(relation ~ '.' ~ name), when=relation ~ '.' ~ flag)
        ) -%}
    {%- endfor -%}
    case
        when {{ relation }}.has_odd_first_name or {{ relation }}.has_odd_last_name
            then {{ hits(found) }}
        else {{ hits([]) }}
    end
{%- endmacro %}

{#-
    The state's SCSC rules that one result can be held against, each beside its official number
    (seed validation_rules). Columns are those of the step `joined` of int_courses__scsc_records.
-#}
{% macro scsc_rules() -%}
    {%- set needs_units = 'is_in_grades_9_to_12 and is_departmentalized' -%}
    {%- set found = [] -%}
    {%- for rule_id, column in (
        ('SCSC0140', 'student_credits_attempted'),
        ('SCSC0141', 'student_credits_earned'),
        ('SCSC0513', 'carnegie_units_earned'),
    ) -%}
        {%- do found.append(
            hit(rule_id, column, 'null', when=needs_units ~ ' and ' ~ column ~ ' is null')
        ) -%}
    {%- endfor -%}
    {%- for column in (
        'student_credits_attempted', 'student_credits_earned', 'carnegie_units_earned'
    ) -%}
        {%- do found.append(
            hit('FRMT0003', column, 'cast(' ~ column ~ ' as varchar)',
                when=column ~ ' not between 0 and 99.99')
        ) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
