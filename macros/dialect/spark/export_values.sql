{#- A text between r' and ' is read as it stands: regular expressions keep their backslashes. -#}

{% macro spark__is_unsafe(columns) -%}
    regexp_like(
        concat_ws('', {{ columns | join(', ') }}), r'[\^\x00-\x1F\x7F-\x{9F}\x{2028}\x{2029}]'
    )
{%- endmacro %}

{% macro spark__cells_of(relation, key_columns, kept) -%}
    select
        {%- for column in kept %}
        {{ column }},
        {%- endfor %}
        row_key,
        explode(
            from_json(
                to_json(cells, map('ignoreNullFields', 'false')), 'map<string, string>'
            )
        ) as (column_name, value)
    from (
        select
            {{ key_text(key_columns) }} as row_key,
            {%- for column in kept %}
            {{ column }},
            {%- endfor %}
            struct(*) as cells
        from {{ relation }}
    ) as keyed
{%- endmacro %}

{% macro spark__breaks_windows_1252(expression) -%}
    coalesce(
        regexp_like(
            {{ expression }},
            r'[^\x20-\x5D\x5F-\x7E\x{A0}-\x{FF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]'
        ),
        false
    )
{%- endmacro %}

{% macro spark__casas_date(expression, form) -%}
    case {{ form }}
        when 'MM-DD-YYYY' then date_format({{ expression }}, 'MM-dd-yyyy')
        when 'YYYY-MM-DD' then date_format({{ expression }}, 'yyyy-MM-dd')
        when 'YYYYMMDD' then date_format({{ expression }}, 'yyyyMMdd')
        else date_format({{ expression }}, 'MM/dd/yyyy')
    end
{%- endmacro %}

{% macro spark__filled_columns(records, selection) -%}
    select
        column_name,
        count(*) as filled_rows
    from (
        select explode(json_object_keys(to_json(struct(*)))) as column_name
        from {{ records }}
        where
            record_id in (
                select record_id from {{ selection }}
                where exclusion_reason is null
            )
    ) as filled
    group by column_name
{%- endmacro %}

{% macro spark__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, r'{{ pattern }}', '{{ replacement }}')
{%- endmacro %}

{% macro spark__plain_letters(expression) -%}
    nullif(
        lower(
            regexp_replace({{ without_accents(expression) }}, r'[^\p{L}\p{N}]', '')
        ),
        ''
    )
{%- endmacro %}

{% macro spark__has_invisible_character(expression) -%}
    octet_length({{ expression }}) <> length({{ expression }})
    and regexp_like(
        {{ expression }}, r'[\x{A0}\x{202F}\x{2007}\x{200B}-\x{200D}\x{FEFF}]'
    )
{%- endmacro %}

{% macro spark__text_literal(text) -%}
    '{{ text | replace("\\", "\\\\") | replace("'", "''") }}'
{%- endmacro %}
