{#-
    Engine-specific typing of raw text, by the forms of contract rules 1, 6 and 8; docs/data-contract.md
    lists them. What has no such form is null. Other engines add <engine>__ variants beside duckdb__.
-#}

{#-
    Both ends without blanks, tabs, no-break spaces and invisible characters; empty text is null. Most
    values begin and end with plain characters and need no trimming.
-#}
{% macro clean_text(column) -%}{{ adapter.dispatch('clean_text')(column) }}{%- endmacro %}
{% macro duckdb__clean_text(column) -%}
    nullif(
        case
            when regexp_matches({{ column }}, '^[^!-~]|[^!-~]$')
                then
                    trim(
                        {{ column }},
                        ' ' || chr(9) || chr(160) || chr(8239) || chr(8199) || chr(8203)
                        || chr(8204) || chr(8205) || chr(65279)
                    )
            else {{ column }}
        end,
        ''
    )
{%- endmacro %}

{#- A day: YYYY-MM-DD or M/D/YYYY, alone or with a time of day, or YYYYMMDD. -#}
{% macro to_date(column) -%}{{ adapter.dispatch('to_date')(column) }}{%- endmacro %}
{% macro duckdb__to_date(column) -%}
    case
        when regexp_full_match({{ column }}, '\d{4}-\d{1,2}-\d{1,2}')
            then {{ calendar_day('try_cast(' ~ column ~ ' as date)') }}
        when regexp_full_match({{ column }}, '\d{8}')
            then {{ calendar_day("cast(try_strptime(" ~ column ~ ", '%Y%m%d') as date)") }}
        when regexp_full_match({{ column }}, '\d{1,2}/\d{1,2}/\d{4}')
            then {{ calendar_day("cast(try_strptime(" ~ column ~ ", '%m/%d/%Y') as date)") }}
        when {{ column }} is not null then cast({{ local_time(column) }} as date)
    end
{%- endmacro %}

{#- A day of the years 1 to 9999, else null. -#}
{% macro calendar_day(expression) -%}
    case
        when year({{ expression }}) > 0
            then {{ expression }}
    end
{%- endmacro %}

{#-
    A time of day after a date, as a clock of the agency shows it: with a zone it is turned into the
    agency's, without one it stays. Null for any other text.
-#}
{% macro local_time(column) -%}{{ adapter.dispatch('local_time')(column) }}{%- endmacro %}
{% macro duckdb__local_time(column) -%}
    {%- set day = '(?:\\d{4}-\\d{1,2}-\\d{1,2}[ T]|\\d{1,2}/\\d{1,2}/\\d{4} )' -%}
    {%- set clock = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?' -%}
    {%- set zone = ' ?(?:Z|UTC|[+-]\\d{2}(?::?\\d{2})?)' -%}
    {%- set iso -%}
        regexp_replace(
            regexp_replace(
                {{ column }},
                '^(\d+)/(\d+)/(\d+)', '\3-\1-\2'
            ),
            '(\d)[ T](\d)', '\1 \2'
        )
    {%- endset -%}
    case
        when regexp_full_match(
            {{ column }},
            '{{ day }}'
            || '{{ clock }}'
        )
            then {{ calendar_day("try_cast(regexp_extract(" ~ iso ~ ", '^[^ ]+') as date)") }}
            + try_cast(regexp_extract(
                {{ column }},
                '{{ clock }}$'
            ) as time)
        when regexp_full_match(
            {{ column }},
            '{{ day }}'
            || '{{ clock }} ?[AaPp][Mm]'
        )
            then try_strptime(
                upper({{ iso }}),
                [
                    '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M:%S%p',
                    '%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M%p'
                ]
            )
        when regexp_full_match(
            {{ column }},
            '{{ day }}'
            || '{{ clock }}'
            || '{{ zone }}'
        )
            then timezone(
                '{{ var("agency:time_zone") }}',
                try_cast(
                    regexp_replace(
                        regexp_replace({{ iso }}, ' ?(?:Z|UTC)$', '+00'),
                        ' ([+-]\d+:?\d*)$', '\1'
                    ) as timestamptz
                )
            )
    end
{%- endmacro %}

{#- The moment of a text with a date, for the order of copies: a day means its first second. -#}
{% macro to_timestamp(column) -%}{{ adapter.dispatch('to_timestamp')(column) }}{%- endmacro %}
{% macro duckdb__to_timestamp(column) -%}
    coalesce({{ local_time(column) }}, cast({{ to_date(column) }} as timestamp))
{%- endmacro %}

{% macro to_boolean(column) -%}
    case
        when lower({{ column }}) in ('true', 't', 'yes', 'y', '1') then true
        when lower({{ column }}) in ('false', 'f', 'no', 'n', '0') then false
    end
{%- endmacro %}

{#- Digits with an optional sign and point; an integer may carry a fraction of zeros. Half up. -#}
{% macro to_number(column, data_type) -%}
    {{ adapter.dispatch('to_number')(column, data_type) }}
{%- endmacro %}
{% macro duckdb__to_number(column, data_type) -%}
    case
        {%- if data_type == 'integer' %}
        when regexp_full_match({{ column }}, '[+-]?\d+(?:\.0*)?')
        {%- else %}
        when regexp_full_match({{ column }}, '[+-]?(?:\d+\.?\d*|\.\d+)')
        {%- endif %}
            then try_cast({{ column }} as {{ data_type }})
    end
{%- endmacro %}

{#- True for a number with more decimals than its type holds, so that it was rounded. -#}
{% macro is_rounded(column, data_type) -%}
    {%- set scale = data_type.split(',')[1].rstrip(')') | int if ',' in data_type else 0 -%}
    {{ finds_pattern(column, '\\.\\d{' ~ scale ~ '}\\d*[1-9]') }}
{%- endmacro %}

{#- A part of the value fits a regular expression. -#}
{% macro finds_pattern(expression, pattern) -%}
    {{ adapter.dispatch('finds_pattern')(expression, pattern) }}
{%- endmacro %}
{% macro duckdb__finds_pattern(expression, pattern) -%}
    regexp_matches({{ expression }}, '{{ pattern }}')
{%- endmacro %}

{#- The whole value fits a regular expression; quotes inside it are doubled. -#}
{% macro matches_pattern(expression, pattern) -%}
    {{ adapter.dispatch('matches_pattern')(expression, pattern) }}
{%- endmacro %}
{% macro duckdb__matches_pattern(expression, pattern) -%}
    regexp_full_match({{ expression }}, '{{ pattern }}')
{%- endmacro %}

{% macro raise_error(message) -%}{{ adapter.dispatch('raise_error')(message) }}{%- endmacro %}
{% macro duckdb__raise_error(message) -%}error({{ message }}){%- endmacro %}

{% macro date_text(expression, layout='YYYYMMDD') -%}
    {{ adapter.dispatch('date_text')(expression, layout) }}
{%- endmacro %}
{% macro duckdb__date_text(expression, layout) -%}
    strftime({{ expression }}, '{{ {"YYYYMMDD": "%Y%m%d", "MM/DD/YYYY": "%m/%d/%Y"}[layout] }}')
{%- endmacro %}
