{% macro spark__has_digits(expression, length) -%}
    coalesce(
        regexp_like({{ expression }}, r'^[0-9]{{ "{" ~ length ~ "}" }}\z'), false
    )
{%- endmacro %}

{% macro spark__rounded_ratio(numerator, divisor, decimals) -%}
    cast(
        (
            cast(({{ numerator }}) * {{ 2 * 10 ** decimals }} as bigint)
            + ({{ divisor }})
        )
        div nullif(2 * ({{ divisor }}), 0)
        * {{ {1: '0.1', 2: '0.01'}[decimals] }} as decimal(9, {{ decimals }})
    )
{%- endmacro %}

{% macro spark__whole_quotient(dividend, divisor) -%}
    ({{ dividend }} div {{ divisor }})
{%- endmacro %}
