{#-
    The made-up rows of a unit test as SQL. dbt's own text casts every column of every row by three
    macros; here a row holds the columns that are given, the others come null by their name, and
    nothing is called for a cell: a test takes half the time.
-#}
{% macro get_fixture_sql(rows, column_name_to_data_types) %}
    {%- set relation = defer_relation if (defer_relation and not load_relation(this)) else this -%}
    {%- set types = {} -%}
    {%- if column_name_to_data_types -%}
        {%- do types.update(column_name_to_data_types) -%}
    {%- else -%}
        {%- for column in adapter.get_columns_in_relation(relation) -%}
            {%- do types.update({column.name | lower: column.data_type}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if not types -%}
        {{ exceptions.raise_compiler_error(
            "The unit test's input " ~ model.name ~ " is not built yet: build it first."
        ) }}
    {%- endif -%}
    select
    {%- for name, type in types.items() %}
        cast(null as {{ type }}) as {{ adapter.quote(name) }}
        {{- ',' if not loop.last }}
    {%- endfor %}
    where false
    {%- for row in rows %}
    union all by name
    select
    {%- for name, value in format_row(row, types).items() %}
        {{ value }} as {{ adapter.quote(name) }}
        {{- ',' if not loop.last }}
    {%- endfor %}
    {%- endfor %}
{% endmacro %}

{#- One made-up row: each given value as a literal of its column's type. -#}
{%- macro format_row(row, column_name_to_data_types) -%}
    {%- set found = {} -%}
    {%- for given, value in row.items() -%}
        {%- set name = given | lower -%}
        {%- if name not in column_name_to_data_types -%}
            {{ exceptions.raise_compiler_error(
                "The unit test gives a column that is not there: " ~ name ~ "; there are "
                ~ column_name_to_data_types | join(', ') ~ "."
            ) }}
        {%- endif -%}
        {%- set type = column_name_to_data_types[name] -%}
        {%- if value is string -%}
            {%- set literal = "'" ~ value | replace("'", "''") ~ "'" -%}
        {%- else -%}
            {%- set literal = 'null' if value is none else value -%}
        {%- endif -%}
        {%- do found.update({name: 'cast(' ~ literal ~ ' as ' ~ type ~ ')'}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro -%}
