{#-
    What the relations of this run were built from is forgotten at its start: a run that is stopped
    leaves nothing that passes for built. scripts/build.py then remembers what it has built; what
    dbt builds by hand is built again the next time a program needs it.
-#}
{% macro forget_fingerprints() -%}
    {%- if not (execute and flags.WHICH in ('build', 'run', 'seed')) -%}
        {{ return('select 1') }}
    {%- endif -%}
    create schema if not exists build;
    create table if not exists build.fingerprints (
        relation_name varchar primary key,
        fingerprint varchar not null
    );
    {%- set nodes = [] -%}
    {%- for unique_id in selected_resources if unique_id in graph.nodes -%}
        {%- set node = graph.nodes[unique_id] -%}
        {%- do nodes.append("'" ~ node.schema ~ '.' ~ node.alias ~ "'") -%}
    {%- endfor %}
    delete from build.fingerprints
    where relation_name in ({{ (nodes or ["''"]) | join(', ') }})
{%- endmacro %}
