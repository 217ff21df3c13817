{#- A span holds both its days; a null end is open (definition D1). -#}
{% macro end_or_open(expression) -%}
    coalesce({{ expression }}, cast('9999-12-31' as date))
{%- endmacro %}

{#- The span shares a day with the window (definition D2). Null start = no overlap. -#}
{% macro spans_overlap(start_date, end_date, window_start, window_end) -%}
    {{ start_date }} <= {{ end_or_open(window_end) }}
    and {{ end_or_open(end_date) }} >= {{ window_start }}
{%- endmacro %}

{#- The span holds the day (definition D3). -#}
{% macro span_covers(start_date, end_date, day) -%}
    {{ start_date }} <= {{ day }} and {{ end_or_open(end_date) }} >= {{ day }}
{%- endmacro %}
