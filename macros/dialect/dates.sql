{#- The same day some months later, the last of the month when there is no such day. -#}
{% macro months_later(day, months) -%}
    {{ adapter.dispatch('months_later')(day, months) }}
{%- endmacro %}
{% macro duckdb__months_later(day, months) -%}
    cast(
        {{ day }} + interval {{ months }} month as date
    )
{%- endmacro %}

{#- Full years of age on a day. -#}
{% macro age_on(birth_date, day) -%}{{ adapter.dispatch('age_on')(birth_date, day) }}{%- endmacro %}
{% macro duckdb__age_on(birth_date, day) -%}
    datesub('year', {{ birth_date }}, {{ day }})
{%- endmacro %}

{#- The days of a school year, July 1 to June 30, a row for each; a select expression. -#}
{% macro days_of_school_year(year) -%}
    {{ adapter.dispatch('days_of_school_year')(year) }}
{%- endmacro %}
{% macro duckdb__days_of_school_year(year) -%}
    cast(
        unnest(
            generate_series(
                {{ school_year_start(year) }}, {{ school_year_end(year) }}, interval 1 day
            )
        ) as date
    )
{%- endmacro %}

{#- Monday is 1, Sunday 7. -#}
{% macro weekday_of(day) -%}{{ adapter.dispatch('weekday_of')(day) }}{%- endmacro %}
{% macro duckdb__weekday_of(day) -%}isodow({{ day }}){%- endmacro %}

{#- Days from the first to the last, which counts and the first does not. -#}
{% macro days_between(first_day, last_day) -%}
    {{ adapter.dispatch('days_between')(first_day, last_day) }}
{%- endmacro %}
{% macro duckdb__days_between(first_day, last_day) -%}
    {{ last_day }} - {{ first_day }}
{%- endmacro %}
