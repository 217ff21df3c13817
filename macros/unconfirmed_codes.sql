{#-
    The codes in the cells of an export that rest on a source of low confidence: one row per column
    and code, not per record, so that an agency confirms each once before loading (CASAS README,
    design consequence 8). Columns as in unpivot_rules; the record key is a word for all rows.
-#}
{% macro unconfirmed_codes(cells, layout, codes, options) -%}
    select
        words.export_name,
        'all rows' as record_key,
        'code_unconfirmed' as rule_id,
        words.column_name,
        words.word as value
    from (
        select
            cells.export_name,
            cells.column_name,
            layout.code_set,
            {{ words_in('cells.value', 'options.casas_multi_value_delimiter') }} as word
        from {{ cells }} as cells
        inner join {{ layout }} as layout
            on
                cells.export_name = layout.export_name
                and cells.column_name = layout.column_name
        cross join {{ options }} as options
        where cells.value is not null and layout.code_set is not null
    ) as words
    inner join {{ codes }} as codes
        on
            words.code_set = codes.code_set
            and words.word = codes.code
    where codes.confidence = 'low'
    group by words.export_name, words.column_name, words.word
{%- endmacro %}
