{#-
    True when this run writes the export in this version of its layout. A file with several layouts
    has one model per layout, and only that of the layout in force holds rows.
-#}
{% macro layout_is_active(export_name, layout_version) -%}
    exists (
        select 1
        from {{ ref('int_layouts__active_layouts') }}
        where export_name = '{{ export_name }}' and layout_version = '{{ layout_version }}'
    )
{%- endmacro %}
