{% macro spark__months_later(day, months) -%}
    add_months({{ day }}, {{ months }})
{%- endmacro %}

{% macro spark__age_on(birth_date, day) -%}
    case
        when {{ day }} < {{ birth_date }} then -{{ full_years(day, birth_date) }}
        else {{ full_years(birth_date, day) }}
    end
{%- endmacro %}

{#- Full years from a day to one that is not earlier. -#}
{% macro full_years(first_day, last_day) -%}
    {%- set months -%}
        (
            (year({{ last_day }}) - year({{ first_day }})) * 12
            + month({{ last_day }}) - month({{ first_day }})
        )
    {%- endset -%}
    cast(
        (
            {{ months }}
            - case when {{ last_day }} < add_months({{ first_day }}, {{ months }}) then 1 else 0 end
        )
        div 12 as bigint
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
