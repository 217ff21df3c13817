{#- Stand-ins for macros that give hundreds of lines: sqlfluff judges the text of a model, not what a
    macro gives, and reading that took half of its time. Each names the CTEs that the macro reads. -#}
{% macro odd_cells(reports, layout, key_columns, columns, required) -%}
    select row_key from {{ ([layout] + reports | list) | join(', ') }}
{%- endmacro %}

{% macro unpivot_rules(rules, records, catalog, layout, id='record_key') -%}
    select {{ id }} from {{ rules }}, {{ records }}, {{ catalog }}, {{ layout }}
{%- endmacro %}

{% macro layout_errors(cells, layout, selection=none, id='record_key', row_key='row_key') -%}
    select {{ id }} from {{ cells }}, {{ layout }}{{ ', ' ~ selection if selection }}
{%- endmacro %}

{% macro code_errors(records, selection, id='record_key') -%}
    select {{ id }} from {{ records }}, {{ selection }}
{%- endmacro %}

{% macro unsafe_values(
    records, selection, layout, absent_fields=none, id='record_key', reports_key=true
) -%}
    select {{ id }} from {{ records }}, {{ selection }}, {{ layout }}
    {{- ', ' ~ absent_fields if absent_fields }}
{%- endmacro %}

{% macro raw_findings(faults) -%} null {%- endmacro %}
