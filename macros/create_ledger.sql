{#-
    The submission ledger lives in its own schema, outside everything dbt builds, so no rebuild and
    no --full-refresh touches it. Made when missing, at the start of every run.
-#}
{% macro create_ledger() -%}
    {%- if execute and flags.WHICH in ('build', 'run', 'test', 'seed', 'run-operation') -%}
        create schema if not exists ledger;
        create table if not exists ledger.submission_batches (
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
            file_sha256 varchar not null
        );
        create table if not exists ledger.submission_records (
            batch_id varchar not null,
            row_number bigint not null,
            record_key varchar not null,
            subject_key varchar not null,
            transaction_type varchar,
            record_hash varchar not null,
            record_payload varchar not null,
            primary key (batch_id, row_number)
        );
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}
