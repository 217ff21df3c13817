{#- True when the text has exactly `length` digits and nothing else; null is false. -#}
{% macro has_digits(expression, length) -%}
    {{ adapter.dispatch('has_digits')(expression, length) }}
{%- endmacro %}
{% macro default__has_digits(expression, length) -%}
    coalesce(
        regexp_full_match({{ expression }}, '[0-9]{{ "{" ~ length ~ "}" }}'), false
    )
{%- endmacro %}

{#- The whole part of a quotient of two whole numbers; null when divided by zero. -#}
{% macro whole_quotient(dividend, divisor) -%}
    {{ adapter.dispatch('whole_quotient')(dividend, divisor) }}
{%- endmacro %}
{% macro default__whole_quotient(dividend, divisor) -%}
    ({{ dividend }})
    // nullif({{ divisor }}, 0)
{%- endmacro %}
