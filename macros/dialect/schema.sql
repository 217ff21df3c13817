{#- The columns of each table of a schema, all names in lower case: a list by the name of the table. -#}
{% macro columns_of_schema(schema_name) -%}
    {{ return(adapter.dispatch('columns_of_schema')(schema_name)) }}
{%- endmacro %}
{% macro duckdb__columns_of_schema(schema_name) -%}
    {%- set found = {} -%}
    {%- set columns = run_query(
        "select lower(table_name) as table_name, lower(column_name) as column_name "
        ~ "from information_schema.columns where table_schema = '" ~ schema_name ~ "'"
    ) -%}
    {%- for row in columns.rows -%}
        {%- do found.setdefault(row[0], []).append(row[1]) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#- Statements that give each row of a table its position as _row_number. -#}
{% macro number_rows(table) -%}{{ return(adapter.dispatch('number_rows')(table)) }}{%- endmacro %}
{% macro duckdb__number_rows(table) -%}
    {{ return([
        'alter table ' ~ table ~ ' add column _row_number bigint',
        'update ' ~ table ~ ' set _row_number = rowid + 1',
    ]) }}
{%- endmacro %}

{#- The text of a hook that runs several statements. -#}
{% macro one_after_the_other(statements) -%}
    {{ return(adapter.dispatch('one_after_the_other')(statements)) }}
{%- endmacro %}
{% macro duckdb__one_after_the_other(statements) -%}
    {{ return(statements | join('; ')) }}
{%- endmacro %}

{#- Names of the tables that hold no rows of files that nobody has asked for, with these files
    (comma-separated): see say_left_out of scripts/statefiles/statements.py. -#}
{% macro not_built_tables() -%}{{ adapter.dispatch('not_built_tables')() }}{%- endmacro %}
{% macro duckdb__not_built_tables() -%}
    select
        table_name,
        split_part(comment, ': ', 2) as files
    from duckdb_tables()
    where database_name = current_database() and comment like 'not built: %'
{%- endmacro %}
