{#-
    Every model is a table on Spark: a view would be worked out anew for each of its readers, and what
    is read outside of Spark, by the writer of the files, must be stored.
-#}
{% materialization table, adapter='spark' %}
    {{ return(store_rows()) }}
{% endmaterialization %}

{% materialization view, adapter='spark' %}
    {{ return(store_rows()) }}
{% endmaterialization %}

{#- The table of a model anew. Formats with transactions replace the old one in one statement. -#}
{% macro store_rows() -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{- run_hooks(pre_hooks) -}}
    {%- set old = load_cached_relation(target_relation) -%}
    {%- if old is not none and not (
        old.type == 'table' and config.get('file_format') in ('delta', 'iceberg')
    ) -%}
        {%- do adapter.drop_relation(old) -%}
    {%- endif -%}
    {%- set is_recursive = '/* keyed recursion' in compiled_code -%}
    {%- set query = run_recursion(compiled_code, target_relation) if is_recursive else compiled_code -%}
    {%- call statement('main') -%}
        {{ create_table_as(False, target_relation, query) }}
    {%- endcall -%}
    {%- if is_recursive -%}
        {%- do drop_steps(target_relation) -%}
    {%- endif -%}
    {%- do persist_docs(target_relation, model) -%}
    {{- run_hooks(post_hooks) -}}
    {{ return({'relations': [target_relation]}) }}
{%- endmacro %}
