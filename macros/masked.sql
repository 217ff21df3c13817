{#- A number as text, or the sign that it is withheld (definition D19). -#}
{% macro masked(expression, is_withheld) -%}
    case when {{ is_withheld }} then '*' else cast({{ expression }} as varchar) end
{%- endmacro %}
