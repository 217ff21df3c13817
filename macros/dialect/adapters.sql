{#- Of a list of numbers as `{type:number},{type:number}` (OneRoster, userIds) that of one type. -#}
{% macro id_of_type(expression, type_name) -%}
    {{ adapter.dispatch('id_of_type')(expression, type_name) }}
{%- endmacro %}
{% macro duckdb__id_of_type(expression, type_name) -%}
    nullif(trim(regexp_extract(
        {{ expression }}, '(?i)\{' || '{{ type_name }}' || ':([^}]*)\}', 1
    )), '')
{%- endmacro %}

{#- The last day before an exclusive end, as text; what is no day stays as it is, to be reported. -#}
{% macro day_before(expression) -%}{{ adapter.dispatch('day_before')(expression) }}{%- endmacro %}
{% macro duckdb__day_before(expression) -%}
    coalesce(cast(cast({{ to_date(expression) }} - 1 as date) as varchar), {{ expression }})
{%- endmacro %}

{#- A value inside a JSON text as text, by its path; null when there is none. -#}
{% macro json_text(expression, path) -%}
    {{ adapter.dispatch('json_text')(expression, path) }}
{%- endmacro %}
{% macro duckdb__json_text(expression, path) -%}
    json_extract_string({{ expression }}, '${{ path if path.startswith("[") else "." ~ path }}')
{%- endmacro %}

{#- The items of a JSON list, one row each as JSON text; only as a column of a select. -#}
{% macro json_items(expression) -%}{{ adapter.dispatch('json_items')(expression) }}{%- endmacro %}
{% macro duckdb__json_items(expression) -%}
    unnest(cast(json_extract({{ expression }}, '$[*]') as varchar []))
{%- endmacro %}
