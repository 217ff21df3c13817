{#- Engine-specific typing. Other engines add <engine>__ variants beside default__. -#}

{% macro clean_text(column) -%}
    nullif(trim({{ column }}, ' '), '')
{%- endmacro %}

{% macro to_date(column) -%}{{ adapter.dispatch('to_date')(column) }}{%- endmacro %}
{% macro default__to_date(column) -%}
    case
        when regexp_full_match({{ column }}, '\d{4}-\d{2}-\d{2}')
            then try_cast({{ column }} as date)
        when regexp_full_match({{ column }}, '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*')
            then {{ local_day(column) }}
    end
{%- endmacro %}

{% macro local_day(column) -%}
    coalesce(
        case
            when regexp_matches({{ column }}, '(Z|[+-]\d{2}(:?\d{2})?)$')
                then
                    cast(
                        timezone('{{ var("agency:time_zone") }}', try_cast({{ column }} as timestamptz))
                        as date
                    )
        end,
        try_cast(try_cast({{ column }} as timestamp) as date)
    )
{%- endmacro %}

{% macro to_timestamp(column) -%}{{ adapter.dispatch('to_timestamp')(column) }}{%- endmacro %}
{% macro default__to_timestamp(column) -%}
    try_cast({{ clean_text(column) }} as timestamptz)
{%- endmacro %}

{% macro to_boolean(column) -%}
    case
        when lower({{ column }}) in ('true', 't', 'yes', 'y', '1') then true
        when lower({{ column }}) in ('false', 'f', 'no', 'n', '0') then false
    end
{%- endmacro %}

{% macro to_number(column, data_type) -%}
    {{ adapter.dispatch('to_number')(column, data_type) }}
{%- endmacro %}
{% macro default__to_number(column, data_type) -%}
    case
        when regexp_full_match({{ column }}, '[+-]?\d+(\.\d+)?')
            {%- if data_type == 'integer' %}
            and regexp_full_match({{ column }}, '[+-]?\d+(\.0+)?')
            {%- endif %}
            then try_cast({{ column }} as {{ data_type }})
    end
{%- endmacro %}

{% macro typed(column, data_type) -%}
    {%- if data_type == 'date' -%}{{ to_date(column) }}
    {%- elif data_type == 'boolean' -%}{{ to_boolean(column) }}
    {%- else -%}{{ to_number(column, data_type) }}
    {%- endif -%}
{%- endmacro %}

{#- The whole value fits a regular expression; quotes inside it are doubled. -#}
{% macro matches_pattern(expression, pattern) -%}
    {{ adapter.dispatch('matches_pattern')(expression, pattern) }}
{%- endmacro %}
{% macro default__matches_pattern(expression, pattern) -%}
    regexp_full_match({{ expression }}, '{{ pattern }}')
{%- endmacro %}

{% macro raise_error(message) -%}{{ adapter.dispatch('raise_error')(message) }}{%- endmacro %}
{% macro default__raise_error(message) -%}error({{ message }}){%- endmacro %}

{% macro date_text(expression, layout='YYYYMMDD') -%}
    {{ adapter.dispatch('date_text')(expression, layout) }}
{%- endmacro %}
{% macro default__date_text(expression, layout) -%}
    strftime({{ expression }}, '{{ {"YYYYMMDD": "%Y%m%d", "MM/DD/YYYY": "%m/%d/%Y"}[layout] }}')
{%- endmacro %}
