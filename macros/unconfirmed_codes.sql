{#-
    The codes in the cells of an export that rest on a source of low confidence: one row per column
    and code, not per record, so that an agency confirms each once before loading (CASAS README,
    design consequence 8). Columns as in layout_findings; the record key is a word for all rows.
-#}
{% macro unconfirmed_codes(cells, layout, codes) -%}
    select
        'all rows' as record_key,
        'code_unconfirmed' as rule_id,
        cells.column_name,
        cells.value
    from {{ cells }} as cells
    inner join {{ layout }} as layout on cells.column_name = layout.column_name
    inner join {{ codes }} as codes
        on
            layout.code_set = codes.code_set
            and cells.value = codes.code
    where codes.confidence = 'low'
    group by cells.column_name, cells.value
{%- endmacro %}
