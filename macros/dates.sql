{#- The ending year of '2023-2024' as a number; null unless the years follow each other. -#}
{% macro year_of(expression) -%}{{ adapter.dispatch('year_of')(expression) }}{%- endmacro %}
{% macro default__year_of(expression) -%}
    case
        when
            regexp_full_match({{ expression }}, '\d{4}-\d{4}')
            and cast(right({{ expression }}, 4) as integer)
            = cast(left({{ expression }}, 4) as integer) + 1
            then cast(right({{ expression }}, 4) as integer)
    end
{%- endmacro %}

{#- July 1, the first day of the school year that ends in `year`. -#}
{% macro school_year_start(year) -%}make_date({{ year }} - 1, 7, 1){%- endmacro %}

{#- June 30, the last day of the school year that ends in `year`. -#}
{% macro school_year_end(year) -%}make_date({{ year }}, 6, 30){%- endmacro %}

{#-
    Day after which a first school entry counts for CAST student groups 120 and 142, unless a setting
    says otherwise: April 15 of the year before the test year (CAST rules, section 6).
-#}
{% macro cast_first_entry_after(test_year) -%}make_date({{ test_year }} - 1, 4, 15){%- endmacro %}

{#- Census Day: the first Wednesday of October of the calendar year (selection rules, section 1). -#}
{% macro first_wednesday_of_october(year) -%}
    {{ adapter.dispatch('first_wednesday_of_october')(year) }}
{%- endmacro %}
{% macro default__first_wednesday_of_october(year) -%}
    make_date({{ year }}, 10, 1)
    + cast((3 - isodow(make_date({{ year }}, 10, 1)) + 7) % 7 as integer)
{%- endmacro %}

{#- The reference date of a window: the as-of date held inside the window (definition D12). -#}
{% macro reference_date(as_of_date, window_start, window_end) -%}
    greatest(
        least({{ as_of_date }}, {{ window_end }}),
        {{ window_start }}
    )
{%- endmacro %}

{#- The same day some months later, the last of the month when there is no such day. -#}
{% macro months_later(day, months) -%}
    {{ adapter.dispatch('months_later')(day, months) }}
{%- endmacro %}
{% macro default__months_later(day, months) -%}
    cast(
        {{ day }} + interval {{ months }} month as date
    )
{%- endmacro %}

{#- Full years of age on a day. -#}
{% macro age_on(birth_date, day) -%}{{ adapter.dispatch('age_on')(birth_date, day) }}{%- endmacro %}
{% macro default__age_on(birth_date, day) -%}
    datesub('year', {{ birth_date }}, {{ day }})
{%- endmacro %}

{#- The school year of a day, by its ending year: July 1 opens it. -#}
{% macro school_year_of(day) -%}year({{ months_later(day, 6) }}){%- endmacro %}

{#- The days of a school year, July 1 to June 30, a row for each; a select expression. -#}
{% macro days_of_school_year(year) -%}
    {{ adapter.dispatch('days_of_school_year')(year) }}
{%- endmacro %}
{% macro default__days_of_school_year(year) -%}
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
{% macro default__weekday_of(day) -%}isodow({{ day }}){%- endmacro %}

{#- '2023-2024' for 2024. -#}
{% macro year_label(year) -%}
    (
        cast({{ year }} - 1 as varchar)
        || '-'
        || cast({{ year }} as varchar)
    )
{%- endmacro %}

{#- The last plausible day of a run (definition D21): July 1 of its second year and one year more. -#}
{% macro latest_plausible_day(collection, options) -%}
    make_date(
        case {{ collection }}
            when 'casas' then {{ options }}.program_school_year
            when 'cast' then {{ options }}.test_year
            else {{ options }}.school_year
        end + 1, 7, 1
    )
{%- endmacro %}
