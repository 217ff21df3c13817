{#-
    The true columns of a relation of boolean columns: one row per row and column that is true, with
    the name of the column as `flag`. `key_columns` are its columns that are no flags.
-#}
{% macro true_columns(relation, key_columns) -%}
    {{ adapter.dispatch('true_columns')(relation, key_columns) }}
{%- endmacro %}
{% macro duckdb__true_columns(relation, key_columns) -%}
    {%- set flags = 'columns(* exclude (' ~ key_columns | join(', ') ~ '))' -%}
    select
        {{ key_columns | join(', ') }},
        flag
    from (
        select * from {{ relation }}
        where greatest(*{{ flags }})
    ) as any_true
    unpivot (is_true for flag in ({{ flags }}))
    where is_true
{%- endmacro %}

{#-
    The values of a relation as text: one row per row and column that is not null, the key columns
    among them, with column_name and value. A date has the form YYYY-MM-DD.
-#}
{% macro values_as_text(relation, key_columns) -%}
    {{ adapter.dispatch('values_as_text')(relation, key_columns) }}
{%- endmacro %}
{% macro duckdb__values_as_text(relation, key_columns) -%}
    select
        {%- for column in key_columns %}
        key_of_row.{{ column }},
        {%- endfor %}
        column_name,
        value
    from (
        select
            {
                {%- for column in key_columns %}{{ column }}: {{ column }}{{ ', ' if not loop.last }}
                {%- endfor -%}
            } as key_of_row,
            cast(columns(*) as string)
        from {{ relation }}
    ) as as_text
    unpivot (value for column_name in (columns(* exclude (key_of_row))))
{%- endmacro %}

{#-
    The columns `<field>_finding` of a relation: one row per row and such column that is not null,
    with the field as column_name and the value as rule_id. None is no error.
-#}
{% macro findings_of_codes(relation, key_columns) -%}
    {{ adapter.dispatch('findings_of_codes')(relation, key_columns) }}
{%- endmacro %}
{% macro duckdb__findings_of_codes(relation, key_columns) -%}
    select
        {{ key_columns | join(', ') }},
        rule_id,
        regexp_replace(field, '_finding$', '') as column_name
    from (
        select
            *,
            cast(null as string) as no_finding -- a file without codes has no such column
        from {{ relation }}
    ) as codes
    unpivot (rule_id for field in (columns('_finding$')))
{%- endmacro %}
