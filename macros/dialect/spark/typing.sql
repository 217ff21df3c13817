{#-
    Regular expressions stand between r' and ', where a backslash is no escape. They find a part of a
    text: ^ and \z hold them to the whole, as a dollar would let a line end pass.
-#}

{% macro spark__clean_text(column) -%}
    nullif(
        case
            when regexp_like({{ column }}, r'^[^!-~]|[^!-~]\z')
                then
                    btrim(
                        {{ column }},
                        ' \t\u00A0\u202F\u2007\u200B\u200C\u200D\uFEFF'
                    )
            else {{ column }}
        end,
        ''
    )
{%- endmacro %}

{% macro spark__to_date(column) -%}
    case
        when regexp_like({{ column }}, r'^\d{4}-\d{1,2}-\d{1,2}\z')
            then {{ calendar_day('try_cast(' ~ column ~ ' as date)') }}
        when regexp_like({{ column }}, r'^\d{8}\z')
            then {{ calendar_day(
                "try_cast(regexp_replace(" ~ column
                ~ ", r'^(\\d{4})(\\d\\d)', '$1-$2-') as date)"
            ) }}
        when regexp_like({{ column }}, r'^\d{1,2}/\d{1,2}/\d{4}\z')
            then {{ calendar_day('try_cast(' ~ day_first_by_year(column) ~ ' as date)') }}
        when {{ column }} is not null then cast({{ local_time(column) }} as date)
    end
{%- endmacro %}

{#- A text that begins with M/D/YYYY begins with YYYY-M-D. -#}
{% macro day_first_by_year(column) -%}
    regexp_replace({{ column }}, r'^(\d+)/(\d+)/(\d+)', '$3-$1-$2')
{%- endmacro %}

{% macro spark__local_time(column) -%}
    {%- set day = '(?:\\d{4}-\\d{1,2}-\\d{1,2}[ T]|\\d{1,2}/\\d{1,2}/\\d{4} )' -%}
    {%- set clock = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?' -%}
    {%- set zone = ' ?(?:Z|UTC|[+-]\\d{2}(?::?\\d{2})?)' -%}
    {%- set iso -%}
        regexp_replace(
            {{ day_first_by_year(column) }},
            r'(\d)[ T](\d)', '$1 $2'
        )
    {%- endset -%}
    case
        when year(try_cast(regexp_extract({{ iso }}, r'^[^ ]+', 0) as date)) <= 0
            then null
        when regexp_like(
            {{ column }},
            r'^{{ day }}{{ clock }}\z'
        )
            then try_cast({{ iso }} as timestamp_ntz)
        when regexp_like(
            {{ column }},
            r'^{{ day }}{{ clock }} ?[AaPp][Mm]\z'
        )
            then try_to_timestamp(upper({{ iso }}), 'yyyy-M-d h:m[:s][ ]a')
        when regexp_like(
            {{ column }},
            r'^{{ day }}{{ clock }}{{ zone }}\z'
        )
            then convert_timezone(
                'UTC',
                '{{ var("agency:time_zone") }}',
                cast(
                    try_cast(
                        regexp_replace(
                            regexp_replace(
                                regexp_replace(
                                    regexp_replace(
                                        {{ iso }},
                                        r' (\d{1,2}:\d\d)(?=[^:\d])', ' $1:00'
                                    ),
                                    r' ?(?:Z|UTC)\z', '+00'
                                ),
                                r' ?([+-]\d\d)\z', '$1:00'
                            ),
                            r' ?([+-]\d\d):?(\d\d)\z', '$1:$2'
                        ) as timestamp_ltz
                    ) as timestamp_ntz
                )
            )
    end
{%- endmacro %}

{% macro spark__to_timestamp(column) -%}
    coalesce({{ local_time(column) }}, cast({{ to_date(column) }} as timestamp_ntz))
{%- endmacro %}

{% macro spark__to_number(column, data_type) -%}
    case
        {%- if data_type == 'integer' %}
        when regexp_like({{ column }}, r'^[+-]?\d+(?:\.0*)?\z')
            then try_cast(regexp_replace({{ column }}, r'\.0*\z', '') as integer)
        {%- else %}
        when regexp_like({{ column }}, r'^[+-]?(?:\d+\.?\d*|\.\d+)\z')
            then try_cast({{ column }} as {{ data_type }})
        {%- endif %}
    end
{%- endmacro %}

{% macro spark__finds_pattern(expression, pattern) -%}
    regexp_like({{ expression }}, r'{{ pattern }}')
{%- endmacro %}

{% macro spark__matches_pattern(expression, pattern) -%}
    regexp_like({{ expression }}, r'^(?:{{ pattern | replace("''", "\\x27") }})\z')
{%- endmacro %}

{% macro spark__raise_error(message) -%}raise_error({{ message }}){%- endmacro %}

{% macro spark__date_text(expression, layout) -%}
    date_format(
        {{ expression }}, '{{ {"YYYYMMDD": "yyyyMMdd", "MM/DD/YYYY": "MM/dd/yyyy"}[layout] }}'
    )
{%- endmacro %}
