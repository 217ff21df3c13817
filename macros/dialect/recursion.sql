{#- Head of a recursive CTE that holds one row per key: a row that a step gives replaces the row of
    the same key, and the next step reads the new rows alone under the name of the CTE. -#}
{% macro keyed_recursion(name, columns, key) -%}
    {{ adapter.dispatch('keyed_recursion')(name, columns, key) }}
{%- endmacro %}
{% macro duckdb__keyed_recursion(name, columns, key) -%}
    {{ name }} ({{ columns | join(', ') }}) using key ({{ key }})
{%- endmacro %}

{#- All rows that a keyed recursion holds so far, not only those of the last step. -#}
{% macro all_rows_so_far(name) -%}{{ adapter.dispatch('all_rows_so_far')(name) }}{%- endmacro %}
{% macro duckdb__all_rows_so_far(name) -%}recurring.{{ name }}{%- endmacro %}

{#- Between the first rows of a keyed recursion and its step, and after the step. -#}
{% macro next_step() -%}{{ adapter.dispatch('next_step')() }}{%- endmacro %}
{% macro duckdb__next_step() -%}union all{%- endmacro %}

{% macro last_step() -%}{{ adapter.dispatch('last_step')() }}{%- endmacro %}
{% macro duckdb__last_step() -%}{%- endmacro %}
