{#-
    What dbt has built by hand, and from what: the plugin of the profile has put the digests of project,
    options, raw tables and ledger into memory when dbt began, and the programs compare them. A run with
    --vars is not remembered, for nobody else knows them, nor one in which a test has failed, which is
    to be seen again. Nor is what was built from a table of another run, whose options and files may be
    others. The programs remember their own builds.
-#}
{% macro remember_build(results) -%}
    {{ adapter.dispatch('remember_build')(results) }}
{%- endmacro %}

{% macro default__remember_build(results) -%}select 1{%- endmacro %}

{% macro duckdb__remember_build(results) -%}
    {%- set built = [] -%}
    {%- set of_this_run = {} -%}
    {%- do of_this_run.update(graph.get('sources', {})) -%}
    {%- set tests = results | selectattr('node.resource_type', 'equalto', 'test') -%}
    {%- set failed = tests | selectattr('status', 'in', ['fail', 'error']) | list -%}
    {%- for result in results
        if result.status == 'success' and result.node.resource_type in ('model', 'seed') -%}
        {%- if not result.node.depends_on_nodes | reject('in', of_this_run) | list -%}
            {%- do of_this_run.update({result.node.unique_id: true}) -%}
            {%- do built.append("('" ~ result.node.schema ~ '.' ~ result.node.alias ~ "')") -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if execute and built and not failed and flags.WHICH in ('build', 'run', 'seed')
        and not invocation_args_dict.get('vars') and run_query(
            "select 1 from duckdb_tables() where table_name = 'build_inputs'"
        ).rows -%}
    insert or replace into build.by_hand
    select
        built.relation_name,
        inputs.project_digest,
        inputs.options_text,
        inputs.input_digests
    from (values {{ built | join(', ') }}) as built (relation_name)
    cross join memory.main.build_inputs as inputs
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}
