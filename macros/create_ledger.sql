{#-
    The submission ledger lives in its own schema (or, with the LEDGER variable, in a file of its
    own), outside everything dbt builds, so no rebuild and no --full-refresh touches it. Made when
    missing, at the start of every run.

    A row of a file is stored once, in record_texts; record_spans says in which batches of a series
    it stands, so a batch costs what changed since the one before it. Readers use the views
    submission_batches and submission_records, which tell every batch row by row.
-#}
{% macro create_ledger() -%}{{ adapter.dispatch('create_ledger')() }}{%- endmacro %}

{% macro duckdb__create_ledger() -%}
    {%- set home = source('ledger', 'submission_batches') | replace('"', '') -%}
    {%- set ledger = home.rsplit('.', 1)[0] -%}
    {%- set has_own_file = ledger.split('.')[0] == 'ledger_file' -%}
    {%- if execute and flags.WHICH in ('build', 'run', 'test', 'seed', 'run-operation') -%}
        create schema if not exists {{ ledger }};
        {%- set first_form = ledger_tables_of_first_form(ledger) %}
        {%- if 'submission_batches' in first_form %}
        alter table if exists {{ ledger }}.submission_records rename to old_records;
        alter table {{ ledger }}.submission_batches rename to old_batches;
        {%- endif %}
        create table if not exists {{ ledger }}.batches (
            batch_id varchar primary key,
            export_type varchar not null,
            file_code varchar not null,
            year_label varchar not null,
            site_code varchar not null,
            run_options varchar not null,
            layout_version varchar not null,
            code_translation_hash varchar not null,
            created_at timestamp not null,
            created_by varchar,
            batch_state varchar not null,
            state_changed_at timestamp not null,
            written_rows bigint not null,
            excluded_rows bigint not null,
            file_sha256 varchar not null,
            batch_kind varchar not null,        -- full, changes, extract
            base_batch_id varchar,              -- what the changes were compared with
            processing_method varchar not null,
            input_hashes varchar not null,
            seed_hashes varchar not null,
            project_hash varchar not null,
            layout_columns struct(column_name varchar, code_set varchar)[] not null,
            key_fields varchar[] not null,
            written_series varchar not null,    -- the rows of its files
            written_number integer not null,
            whole_series varchar not null,      -- what the receiver holds once it is accepted
            whole_number integer not null,
            is_placed boolean not null,         -- false until the files stand under their names
            purged_at timestamp,
            batch_number bigint,                -- the order of recording; the day in the id is a clock's
            lea_code varchar                    -- who sends it: the LEA, of adult files the agency
        );
        create table if not exists {{ ledger }}.batch_files (
            batch_id varchar not null,
            file_number integer not null,
            part varchar not null,              -- one character: which rows, see order_key
            file_path varchar not null,
            file_format varchar not null,
            header varchar,
            line_end varchar not null,
            encoding varchar not null,
            line_expression varchar not null,   -- SQL over the layout's columns: one line
            written_rows bigint not null,
            written_bytes bigint not null,
            file_sha256 varchar not null,
            replaced_sha256 varchar             -- of the file that stood under the name before
        );
        create table if not exists {{ ledger }}.batch_steps (
            batch_id varchar not null,
            batch_state varchar not null,
            changed_at timestamp not null,
            changed_by varchar
        );
        create table if not exists {{ ledger }}.record_texts (
            text_id bigint not null,
            digest uhugeint not null,           -- of everything that follows
            record_key varchar not null,
            subject_key varchar not null,
            transaction_type varchar,
            record_hash blob not null,
            order_key varchar not null,         -- part, then the order columns, in byte order
            record_payload varchar not null
        );
        create table if not exists {{ ledger }}.record_spans (
            series varchar not null,
            text_id bigint not null,
            first_number integer not null,
            last_number integer                 -- null: still in the last batch of the series
        );
        create table if not exists {{ ledger }}.state_extracts (
            extract_id varchar not null,
            row_number bigint not null,
            file_code varchar not null,
            record_key varchar not null,
            record_hash varchar not null,
            record_payload varchar not null,
            upload_date date,
            last_updated_date date,
            downloaded_at timestamp not null,
            primary key (extract_id, row_number)
        );
        create table if not exists {{ ledger }}.identity as
        select cast(uuid() as varchar) as ledger_id;
        {{- take_over_first_form(ledger) if first_form }}
        {{- take_over_second_form(ledger) }}
        {{- ledger_views(ledger) }}
        {{- remember_where_the_ledger_is(ledger, has_own_file) }}
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}

{#-
    A warehouse whose ledger is in a file of its own remembers which it is and how far it has come;
    scripts/statefiles/ledger/identity.py refuses another one before dbt begins.
-#}
{% macro remember_where_the_ledger_is(ledger, has_own_file) %}
    {%- set warehouse = target.database %}
    {%- if has_own_file %}
        create schema if not exists {{ warehouse }}.ledger;
        create or replace table {{ warehouse }}.ledger.kept_in as
        select
            path as ledger_file,
            (select ledger_id from {{ ledger }}.identity) as ledger_id,
            (select count(*) from {{ ledger }}.batches) as batches,
            (select count(*) from {{ ledger }}.batch_steps) as steps
        from duckdb_databases() where database_name = 'ledger_file';
    {%- else %}
        drop table if exists {{ warehouse }}.ledger.kept_in;
    {%- endif %}
{%- endmacro %}

{#-
    Batches of a ledger that did not number them and did not tell their LEA: steps are only added, so
    the first step of each tells the order of recording.
-#}
{% macro take_over_second_form(ledger) %}
        alter table {{ ledger }}.batches add column if not exists batch_number bigint;
        alter table {{ ledger }}.batches add column if not exists lea_code varchar;
        alter table {{ ledger }}.batch_files add column if not exists replaced_sha256 varchar;
        update {{ ledger }}.batches as batches
        set
            batch_number = numbered.batch_number,
            lea_code = json_extract_string(
                batches.run_options,
                case when batches.processing_method = 'update' then 'agency' else 'lea_code' end
            )
        from (
            select
                batch_id,
                row_number() over (order by min(rowid)) as batch_number
            from {{ ledger }}.batch_steps
            group by batch_id
        ) as numbered
        where batches.batch_id = numbered.batch_id and batches.batch_number is null;
{%- endmacro %}

{#- What others read: the batches, and every row of every batch. -#}
{% macro ledger_views(ledger) %}
        create or replace view {{ ledger }}.submission_batches as
        select
            batch_id,
            export_type,
            file_code,
            year_label,
            site_code,
            run_options,
            layout_version,
            code_translation_hash,
            created_at,
            created_by,
            batch_state,
            state_changed_at,
            written_rows,
            excluded_rows,
            file_sha256,
            batch_number,
            lea_code
        from ledger.batches
        where is_placed;
        create or replace view {{ ledger }}.submission_records as
        select
            batches.batch_id,
            row_number() over (
                partition by batches.batch_id order by texts.order_key, texts.text_id
            ) as row_number,
            texts.record_key,
            texts.subject_key,
            texts.transaction_type,
            lower(hex(texts.record_hash)) as record_hash,
            texts.record_payload
        from ledger.batches as batches
        inner join ledger.record_spans as spans
            on
                batches.written_series = spans.series
                and batches.written_number >= spans.first_number
                and batches.written_number <= coalesce(spans.last_number, batches.written_number)
        inner join ledger.record_texts as texts on spans.text_id = texts.text_id
        where batches.is_placed and batches.purged_at is null;
{%- endmacro %}

{#-
    A ledger of the first form, which held every row of every batch in a table, becomes one of this:
    its tables step aside here, and their rows are taken over when the new ones are made. Its batches
    cannot be rebuilt, as they do not tell the form of their files.
-#}
{% macro ledger_tables_of_first_form(ledger) -%}
    {%- set found = run_query(
        "select table_name from duckdb_tables() where schema_name = 'ledger' and database_name = '"
        ~ ledger.split('.')[0] ~ "' and table_name in ('submission_batches', 'old_batches')"
    ) -%}
    {{- return(found.columns[0].values() | list) -}}
{%- endmacro %}

{% macro take_over_first_form(ledger) %}
        begin transaction;
        insert into {{ ledger }}.batches
        select
            old_batches.*, 'full', null, '', '{}', '{}', '', [], [],
            old_batches.batch_id, 1, old_batches.batch_id, 1, true, null, null, null
        from {{ ledger }}.old_batches as old_batches;
        insert into {{ ledger }}.batch_steps
        select batch_id, batch_state, state_changed_at, created_by from {{ ledger }}.old_batches;
        insert into {{ ledger }}.record_texts
        select
            row_number() over (order by batch_id, row_number),
            md5_number(concat_ws(chr(31), batch_id, row_number)),
            record_key, subject_key, transaction_type, unhex(record_hash),
            '0' || chr(1) || printf('%012d', row_number), record_payload
        from {{ ledger }}.old_records;
        insert into {{ ledger }}.record_spans
        select batch_id, row_number() over (order by batch_id, row_number), 1, null
        from {{ ledger }}.old_records;
        drop table {{ ledger }}.old_records;
        drop table {{ ledger }}.old_batches;
        commit;
{%- endmacro %}
