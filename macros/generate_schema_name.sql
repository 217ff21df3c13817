{#-
    Schemas are named as configured (staging, marts, exports, ...), without a prefix. The steps of a
    file that lie beside its export (`int_...`) go to the schema of the intermediate models.
-#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if node.name.startswith('int_') -%}intermediate
    {%- else -%}{{ (custom_schema_name or target.schema) | trim }}
    {%- endif -%}
{%- endmacro %}
