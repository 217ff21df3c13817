{% macro spark__columns_of_schema(schema_name) -%}
    {%- set found = {} -%}
    {%- do run_query('create schema if not exists ' ~ schema_name) -%}
    {%- for row in run_query('show tables in ' ~ schema_name).rows -%}
        {%- set columns = run_query('describe table ' ~ schema_name ~ '.' ~ row[1]).rows -%}
        {%- do found.update({row[1] | lower: columns | map(attribute=0) | map('lower') | list}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#- A table of Spark has no positions: who fills it numbers its rows. -#}
{% macro spark__number_rows(table) -%}
    {{ exceptions.raise_compiler_error(
        "The raw table " ~ table.split('.')[1] ~ " lacks the column _row_number: add it to the "
        ~ "data, each row with its position from 1, and build again."
    ) }}
{%- endmacro %}

{#- Spark takes one statement at a time. -#}
{% macro spark__one_after_the_other(statements) -%}
    {%- for statement in statements -%}
        {%- do run_query(statement) -%}
    {%- endfor -%}
    {{ return('select 1') }}
{%- endmacro %}

{#-
    The ledger belongs to the programs, which keep it in the warehouse of DuckDB; what the models read of
    it is empty here unless it was put there before.
-#}
{% macro spark__create_ledger() -%}
    {%- if not (execute and flags.WHICH in ('build', 'run', 'test', 'seed')) -%}
        {{ return('select 1') }}
    {%- endif -%}
    {{ return(one_after_the_other([
        'create schema if not exists ledger',
        'create table if not exists ledger.submission_batches ('
        ~ 'batch_id string, export_type string, file_code string, year_label string, '
        ~ 'site_code string, run_options string, layout_version string, '
        ~ 'code_translation_hash string, created_at timestamp_ntz, created_by string, '
        ~ 'batch_state string, state_changed_at timestamp_ntz, written_rows bigint, '
        ~ 'excluded_rows bigint, file_sha256 string, batch_number bigint, lea_code string)',
        'create table if not exists ledger.submission_records ('
        ~ 'batch_id string, row_number bigint, record_key string, subject_key string, '
        ~ 'transaction_type string, record_hash string, record_payload string)',
        'create table if not exists ledger.state_extracts ('
        ~ 'extract_id string, row_number bigint, file_code string, record_key string, '
        ~ 'record_hash string, record_payload string, upload_date date, '
        ~ 'last_updated_date date, downloaded_at timestamp_ntz)',
    ])) }}
{%- endmacro %}

{#- The contracts of the models say varchar; a text of Spark without a length is a string. -#}
{% macro spark__get_empty_schema_sql(columns) -%}
    {%- set texts = {} -%}
    {%- for name, column in columns.items() -%}
        {%- set data_type = column.data_type | replace('varchar', 'string') -%}
        {%- do texts.update({name: dict(column, data_type=data_type)}) -%}
    {%- endfor -%}
    {{ return(default__get_empty_schema_sql(texts)) }}
{%- endmacro %}

{#- Spark builds every model. -#}
{% macro spark__not_built_tables() -%}
    select cast(null as string) as table_name, cast(null as string) as files where false
{%- endmacro %}
