{#-
    What dbt has built by hand, and from what: the plugin of the profile has put the digests of project,
    options, raw tables and ledger into memory when dbt began, and the programs compare them. A run with
    --vars is not remembered, for nobody else knows them, nor one in which a test has failed, which is
    to be seen again. Nor is what was built upon a table that this run has left as it was, unless that
    is of the same digests: its options or its files may be others. The programs remember their own
    builds.
-#}
{% macro remember_build(results) -%}
    {{ adapter.dispatch('remember_build')(results) }}
{%- endmacro %}

{% macro default__remember_build(results) -%}select 1{%- endmacro %}

{% macro duckdb__remember_build(results) -%}
    {%- set built = [] -%}
    {%- set tests = results | selectattr('node.resource_type', 'equalto', 'test') -%}
    {%- set failed = tests | selectattr('status', 'in', ['fail', 'error']) | list -%}
    {%- if execute and not failed and flags.WHICH in ('build', 'run', 'seed')
        and not invocation_args_dict.get('vars') and run_query(
            "select 1 from duckdb_tables() where table_name = 'fresh_before'"
        ).rows -%}
        {%- set known = {} -%}
        {%- do known.update(graph.sources) -%}
        {%- for unique_id, rests_on in run_query(
            "select unique_id, string_agg(rests_on, ' ') from memory.main.fresh_before group by all"
        ).rows if not rests_on.split(' ') | select('in', selected_resources) | list -%}
            {%- do known.update({unique_id: true}) -%}
        {%- endfor -%}
        {%- for result in results
            if result.status == 'success' and result.node.resource_type in ('model', 'seed')
            and not result.node.depends_on_nodes | reject('in', known) | list -%}
            {%- do known.update({result.node.unique_id: true}) -%}
            {%- do built.append("('" ~ result.node.schema ~ '.' ~ result.node.alias ~ "')") -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if built -%}
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
