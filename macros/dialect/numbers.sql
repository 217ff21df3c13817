{#- True when the text has exactly `length` digits and nothing else; null is false. -#}
{% macro has_digits(expression, length) -%}
    {{ adapter.dispatch('has_digits')(expression, length) }}
{%- endmacro %}
{% macro duckdb__has_digits(expression, length) -%}
    coalesce(
        regexp_full_match({{ expression }}, '[0-9]{{ "{" ~ length ~ "}" }}'), false
    )
{%- endmacro %}

{#-
    numerator / divisor with 1 or 2 decimals, half up (CAST-3.5, CAST-3.8); null when the divisor is
    0. Whole numbers all the way, because a binary fraction would take some exact halves for less.
    The numerator is at least 0 and has no more decimals than the result; the divisor is a count.
-#}
{% macro rounded_ratio(numerator, divisor, decimals) -%}
    {{ adapter.dispatch('rounded_ratio')(numerator, divisor, decimals) }}
{%- endmacro %}
{% macro duckdb__rounded_ratio(numerator, divisor, decimals) -%}
    cast(
        (
            cast(({{ numerator }}) * {{ 2 * 10 ** decimals }} as bigint)
            + ({{ divisor }})
        )
        // nullif(2 * ({{ divisor }}), 0)
        * {{ {1: '0.1', 2: '0.01'}[decimals] }} as decimal(9, {{ decimals }})
    )
{%- endmacro %}

{#- How often the divisor goes into the dividend; both are whole and at least 0. -#}
{% macro whole_quotient(dividend, divisor) -%}
    {{ adapter.dispatch('whole_quotient')(dividend, divisor) }}
{%- endmacro %}
{% macro duckdb__whole_quotient(dividend, divisor) -%}
    ({{ dividend }} // {{ divisor }})
{%- endmacro %}
