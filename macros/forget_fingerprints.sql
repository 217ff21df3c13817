{#-
    What the relations of this run were built from is forgotten at its start: a run that is stopped
    leaves nothing that passes for built. scripts/build.py then remembers what it has built; of what
    dbt builds by hand see remember_build.
-#}
{% macro forget_fingerprints() -%}
    {{ adapter.dispatch('forget_fingerprints')() }}
{%- endmacro %}

{% macro default__forget_fingerprints() -%}select 1{%- endmacro %}

{% macro duckdb__forget_fingerprints() -%}
    {%- if not (execute and flags.WHICH in ('build', 'run', 'seed')) -%}
        {{ return('select 1') }}
    {%- endif -%}
    create schema if not exists build;
    create table if not exists build.fingerprints (
        relation_name varchar primary key,
        fingerprint varchar not null
    );
    create table if not exists build.by_hand (
        relation_name varchar primary key,
        project_digest varchar not null,
        options_text varchar not null,
        input_digests varchar not null
    );
    {%- set nodes = [] -%}
    {%- for unique_id in selected_resources if unique_id in graph.nodes -%}
        {%- set node = graph.nodes[unique_id] -%}
        {%- do nodes.append("'" ~ node.schema ~ '.' ~ node.alias ~ "'") -%}
    {%- endfor %}
    {%- set names = (nodes or ["''"]) | join(', ') %}
    delete from build.fingerprints where relation_name in ({{ names }});
    delete from build.by_hand where relation_name in ({{ names }})
{%- endmacro %}
