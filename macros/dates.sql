{#- The ending year of '2023-2024' as a number; null unless the years follow each other. -#}
{% macro year_of(expression) -%}
    case
        when
            {{ matches_pattern(expression, '[0-9]{4}-[0-9]{4}') }}
            and try_cast(right({{ expression }}, 4) as integer)
            = try_cast(left({{ expression }}, 4) as integer) + 1
            then try_cast(right({{ expression }}, 4) as integer)
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
    make_date({{ year }}, 10, 1)
    + cast((3 - {{ weekday_of('make_date(' ~ year ~ ', 10, 1)') }} + 7) % 7 as integer)
{%- endmacro %}

{#- The reference date of a window: the as-of date held inside the window (definition D12). -#}
{% macro reference_date(as_of_date, window_start, window_end) -%}
    greatest(
        least({{ as_of_date }}, {{ window_end }}),
        {{ window_start }}
    )
{%- endmacro %}

{#- The school year of a day, by its ending year: July 1 opens it. -#}
{% macro school_year_of(day) -%}year({{ months_later(day, 6) }}){%- endmacro %}

{#- '2023-2024' for 2024. -#}
{% macro year_label(year) -%}
    (
        cast({{ year }} - 1 as string)
        || '-'
        || cast({{ year }} as string)
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
