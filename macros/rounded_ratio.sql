{#-
    numerator / divisor with 1 or 2 decimals, half up (CAST-3.5, CAST-3.8); null when the divisor is
    0. Whole numbers all the way, because a binary fraction would take some exact halves for less.
    The numerator is at least 0 and has no more decimals than the result; the divisor is a count.
-#}
{% macro rounded_ratio(numerator, divisor, decimals) -%}
    {%- set unit = 10 ** decimals -%}
    cast(
        {{ whole_quotient(
            'cast((' ~ numerator ~ ') * ' ~ 2 * unit ~ ' as bigint)\n        + (' ~ divisor ~ ')',
            '2 * (' ~ divisor ~ ')'
        ) }}
        * {{ {1: '0.1', 2: '0.01'}[decimals] }} as decimal(9, {{ decimals }})
    )
{%- endmacro %}
