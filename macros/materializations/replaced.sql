{#-
    Tables and views take the place of the old one in one statement. The adapter's own way builds
    beside it, renames twice and drops, which DuckDB needs not: `create or replace` within a
    transaction leaves the old relation or the new one, and takes half the time of a small model.
    What this project does not use (indexes, grants, foreign keys, Python models) is left out.
-#}
{% materialization table, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ make_way_for(target_relation) }}
    {%- call statement('main') -%}
        {%- if config.get('contract').enforced %}
        {{ get_assert_columns_equivalent(compiled_code) }}
        create or replace table {{ target_relation }} {{ get_table_columns_and_constraints() }};
        insert into {{ target_relation }} {{ get_column_names() }} (
            {{ get_select_subquery(compiled_code) }}
        )
        {%- else %}
        create or replace table {{ target_relation }} as (
            {{ compiled_code }}
        )
        {%- endif %}
        {{- descriptions_of(target_relation) }}
    {%- endcall -%}
    {{ finish_relation(target_relation) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {{ make_way_for(target_relation) }}
    {%- call statement('main') -%}
        {%- if config.get('contract').enforced %}
        {{ get_assert_columns_equivalent(compiled_code) }}
        {%- endif %}
        create or replace view {{ target_relation }} as (
            {{ compiled_code }}
        )
        {{- descriptions_of(target_relation) }}
    {%- endcall -%}
    {{ finish_relation(target_relation) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#- A table cannot replace a view, nor a view a table. -#}
{% macro make_way_for(relation) -%}
    {{- run_hooks(pre_hooks, inside_transaction=True) -}}
    {%- set old = load_cached_relation(relation) -%}
    {%- if old is not none and old.type != relation.type -%}
        {%- do adapter.drop_relation(old) -%}
    {%- endif -%}
{%- endmacro %}

{% macro finish_relation(relation) -%}
    {{- run_hooks(post_hooks, inside_transaction=True) -}}
    {%- do adapter.commit() -%}
{%- endmacro %}

{#-
    Descriptions into the database where they are wanted, in the statement that makes the relation: a
    build without dbt (scripts/statefiles/statements.py) runs that statement alone.
-#}
{% macro descriptions_of(relation) -%}
    {%- if config.persist_relation_docs() and model.description %};
        comment on {{ relation.type }} {{ relation }} is {{ duckdb_escape_comment(model.description) }}
    {%- endif -%}
    {%- for name, column in model.columns.items()
        if config.persist_column_docs() and column.description %};
        comment on column {{ relation }}.{{ name }} is {{ duckdb_escape_comment(column.description) }}
    {%- endfor -%}
{%- endmacro %}
