{% macro spark__months_later(day, months) -%}
    add_months({{ day }}, {{ months }})
{%- endmacro %}

{% macro spark__age_on(birth_date, day) -%}
    cast(
        (
            (year({{ day }}) * 12 + month({{ day }}))
            - (year({{ birth_date }}) * 12 + month({{ birth_date }}))
            - case
                when {{ day }} < add_months(
                    {{ birth_date }},
                    (year({{ day }}) * 12 + month({{ day }}))
                    - (year({{ birth_date }}) * 12 + month({{ birth_date }}))
                ) then 1
                else 0
            end
        ) div 12 as bigint
    )
{%- endmacro %}

{% macro spark__days_of_school_year(year) -%}
    explode(
        sequence({{ school_year_start(year) }}, {{ school_year_end(year) }}, interval 1 day)
    )
{%- endmacro %}

{% macro spark__weekday_of(day) -%}
    cast(weekday({{ day }}) + 1 as bigint)
{%- endmacro %}

{% macro spark__days_between(first_day, last_day) -%}
    datediff({{ last_day }}, {{ first_day }})
{%- endmacro %}
