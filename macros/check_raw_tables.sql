{#-
    Compare schema raw with the contract at the start of every run. A required table or column that
    is missing stops the run with one sentence; optional ones that are missing are added empty, so
    that every staging model can name all its columns (contract rules 2 and 3). Tables that an agency
    filled itself also get the position of each row, which names rows and decides between copies.
-#}
{% macro check_raw_tables() -%}
    {%- if not (execute and flags.WHICH in ('build', 'run', 'test')) -%}
        {{ return('select 1') }}
    {%- endif -%}
    {%- set statements = ['create schema if not exists raw'] -%}
    {%- set present = columns_of_schema('raw') -%}
    {%- for table in graph.sources.values() if table.source_name == 'sis' -%}
        {%- if table.name not in present -%}
            {%- if table.config.meta.is_required -%}
                {{ exceptions.raise_compiler_error(
                    "The raw table " ~ table.name ~ " is missing: load it with "
                    ~ "`python scripts/load.py RAW_DIR`, then build again."
                ) }}
            {%- endif -%}
            {%- do statements.append(
                "create table raw." ~ table.name ~ " ("
                ~ table.columns.keys() | join(' string, ') ~ " string, _row_number bigint)"
            ) -%}
        {%- else -%}
            {%- for column in table.columns.values() if column.name not in present[table.name] -%}
                {%- if column.config.meta.is_required -%}
                    {{ exceptions.raise_compiler_error(
                        "The raw table " ~ table.name ~ " lacks the column " ~ column.name
                        ~ ": add it to the data (it may be blank), load and build again."
                    ) }}
                {%- endif -%}
                {%- do statements.append(
                    "alter table raw." ~ table.name ~ " add column " ~ column.name ~ " string"
                ) -%}
            {%- endfor -%}
            {%- if '_row_number' not in present[table.name] -%}
                {%- do statements.extend(number_rows('raw.' ~ table.name)) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(one_after_the_other(statements)) }}
{%- endmacro %}
