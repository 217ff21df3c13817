{#- Of a list of numbers as `{type:number},{type:number}` (OneRoster, userIds) that of one type. -#}
{% macro id_of_type(expression, type_name) -%}
    {{ adapter.dispatch('id_of_type')(expression, type_name) }}
{%- endmacro %}
{% macro default__id_of_type(expression, type_name) -%}
    nullif(trim(regexp_extract(
        {{ expression }}, '(?i)\{' || '{{ type_name }}' || ':([^}]*)\}', 1
    )), '')
{%- endmacro %}

{#- The last day before an exclusive end, as text; what is no day stays as it is, to be reported. -#}
{% macro day_before(expression) -%}{{ adapter.dispatch('day_before')(expression) }}{%- endmacro %}
{% macro default__day_before(expression) -%}
    coalesce(cast(cast(try_cast({{ expression }} as date) - 1 as date) as varchar), {{ expression }})
{%- endmacro %}
