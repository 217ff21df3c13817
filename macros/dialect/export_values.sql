{#-
    True when one of the columns holds a caret, tab, carriage return, line feed, another control
    character or a Unicode line or paragraph separator (definition D11): such a value would break a delimited file.
-#}
{% macro is_unsafe(columns) -%}{{ adapter.dispatch('is_unsafe')(columns) }}{%- endmacro %}
{% macro duckdb__is_unsafe(columns) -%}
    regexp_matches(
        concat_ws('', {{ columns | join(', ') }}), '[\^\x00-\x1F\x7F-\x{9F}\x{2028}\x{2029}]'
    )
{%- endmacro %}

{#-
    The cells of an export: one row per row and column, with the key of the row (definition D22) and
    what else of it is `kept` beside each cell. `key_columns` are columns of the export.
-#}
{% macro cells_of(relation, key_columns, kept=[]) -%}
    {{ adapter.dispatch('cells_of')(relation, key_columns, kept) }}
{%- endmacro %}
{% macro duckdb__cells_of(relation, key_columns, kept) -%}
    select
        {%- for column in kept %}
        {{ column }},
        {%- endfor %}
        row_key,
        column_name,
        value
    from (
        select
            {{ key_text(key_columns) }} as row_key,
            *
        from {{ relation }}
    ) as keyed
    unpivot include nulls (
        value for column_name in (columns(* exclude ({{ (kept + ['row_key']) | join(', ') }})))
    )
{%- endmacro %}

{#-
    True when a value would break a file in Windows-1252: the test of is_unsafe, or a character that
    the encoding does not have. Null is no break.
-#}
{% macro breaks_windows_1252(expression) -%}
    {{ adapter.dispatch('breaks_windows_1252')(expression) }}
{%- endmacro %}
{% macro duckdb__breaks_windows_1252(expression) -%}
    coalesce(regexp_matches(
        {{ expression }},
        '[^\x20-\x5D\x5F-\x7E\x{A0}-\x{FF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]'
    ), false)
{%- endmacro %}

{#- A date in the form of the adult files; the form is a column of run_options. -#}
{% macro casas_date(expression, form='options.casas_date_format') -%}
    {{ adapter.dispatch('casas_date')(expression, form) }}
{%- endmacro %}
{% macro duckdb__casas_date(expression, form) -%}
    case {{ form }}
        when 'MM-DD-YYYY' then strftime({{ expression }}, '%m-%d-%Y')
        when 'YYYY-MM-DD' then strftime({{ expression }}, '%Y-%m-%d')
        when 'YYYYMMDD' then strftime({{ expression }}, '%Y%m%d')
        else strftime({{ expression }}, '%m/%d/%Y')
    end
{%- endmacro %}

{#-
    The columns of the records of a file that hold a value in some row that its `selection` takes:
    column_name and filled_rows. Both are named without their database: DuckDB would keep that name in
    a view, which then fails in a renamed file.
-#}
{% macro filled_columns(records, selection) -%}
    {{ adapter.dispatch('filled_columns')(records, selection) }}
{%- endmacro %}
{% macro duckdb__filled_columns(records, selection) -%}
    select
        column_name,
        filled_rows
    from (
        select count(columns(*)) from {{ records.include(database=false) }}
        where
            record_id in (
                select record_id from {{ selection.include(database=false) }}
                where exclusion_reason is null
            )
    ) as counted
    unpivot (filled_rows for column_name in (columns(*)))
    where filled_rows > 0
{%- endmacro %}

{#-
    The class of a value, for people's data: letters become x, digits 9, whatever lies outside plain
    ASCII *, the rest stays.
-#}
{% macro value_class(expression) -%}
    {%- set plain = replace_pattern('cast(' ~ expression ~ ' as string)', '[A-Za-z]', 'x') -%}
    {%- set plain = replace_pattern(plain, '[0-9]', '9') -%}
    left(
        {{ replace_pattern(plain, '[^\\x00-\\x7F]', '*') }},
        40
    )
{%- endmacro %}

{#- Every part of a text that fits a regular expression becomes the replacement. -#}
{% macro replace_pattern(expression, pattern, replacement) -%}
    {{ adapter.dispatch('replace_pattern')(expression, pattern, replacement) }}
{%- endmacro %}
{% macro duckdb__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro shown_value(expression, is_personal) -%}
    {%- if is_personal -%}{{ value_class(expression) }}
    {%- else -%}left(cast({{ expression }} as string), 40)
    {%- endif -%}
{%- endmacro %}

{#- Letters and digits alone, without case and accents; null when nothing is left. -#}
{% macro plain_letters(expression) -%}
    {{ adapter.dispatch('plain_letters')(expression) }}
{%- endmacro %}
{% macro duckdb__plain_letters(expression) -%}
    nullif(
        regexp_replace(
            lower(strip_accents({{ expression }})), '[^\p{L}\p{N}]', '', 'g'
        ),
        ''
    )
{%- endmacro %}

{#-
    A no-break space or an invisible character: what staging trims at the ends of a value, the plain
    space and the tab excepted (contract rule 1). Text of plain ASCII has none.
-#}
{% macro has_invisible_character(expression) -%}
    {{ adapter.dispatch('has_invisible_character')(expression) }}
{%- endmacro %}
{% macro duckdb__has_invisible_character(expression) -%}
    strlen({{ expression }}) <> length({{ expression }})
    and regexp_matches(
        {{ expression }}, '[\x{A0}\x{202F}\x{2007}\x{200B}-\x{200D}\x{FEFF}]'
    )
{%- endmacro %}

{#- A text as a SQL literal. -#}
{% macro text_literal(text) -%}{{ adapter.dispatch('text_literal')(text) }}{%- endmacro %}
{% macro duckdb__text_literal(text) -%}'{{ text | replace("'", "''") }}'{%- endmacro %}
