{#- The columns of a relation without those that are named; only as a column of a select. -#}
{% macro all_columns_but(relation, columns) -%}
    {{ adapter.dispatch('all_columns_but')(relation, columns) }}
{%- endmacro %}
{% macro duckdb__all_columns_but(relation, columns) -%}
    {{ relation }}.* exclude ({{ columns | join(', ') }})
{%- endmacro %}
