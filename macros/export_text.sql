{#- Y, N or blank: the form of an indicator in a state file. -#}
{% macro yes_no(expression) -%}
    case when {{ expression }} then 'Y' when not {{ expression }} then 'N' end
{%- endmacro %}
