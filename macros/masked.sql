{#- A number as text, or the sign that it is suppressed (definition D19). -#}
{% macro masked(expression, suppression) -%}
    case
        when {{ suppression }} is not null then '*'
        else cast({{ expression }} as string)
    end
{%- endmacro %}
