{#-
    A span without first day is open at its start (settled reading of D7): its row stays a candidate,
    and the blank date is reported.
-#}
{% macro start_or_open(expression) -%}
    coalesce(
        {{ expression }},
        cast('0001-01-01' as date)
    )
{%- endmacro %}

{#- A span holds both its days; a null end is open (definition D1). -#}
{% macro end_or_open(expression) -%}
    coalesce(
        {{ expression }},
        cast('9999-12-31' as date)
    )
{%- endmacro %}

{#- The span shares a day with the window (definition D2). -#}
{% macro spans_overlap(start_date, end_date, window_start, window_end) -%}
    {{ start_or_open(start_date) }}
    <= {{ end_or_open(window_end) }}
    and {{ end_or_open(end_date) }}
    >= {{ window_start }}
{%- endmacro %}

{#- The span holds the day (definition D3). -#}
{% macro span_covers(start_date, end_date, day) -%}
    {{ start_or_open(start_date) }}
    <= {{ day }}
    and {{ end_or_open(end_date) }}
    >= {{ day }}
{%- endmacro %}
