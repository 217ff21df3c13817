{#-
    The cells of an export that are blank now and had a value in the batch sent last: the receiver
    skips blanks, so it keeps the old value (IMP-2, IMP-3). `selection` has the record of each row, whose
    key in the file is its record_key. Columns as in unpivot_rules.
-#}
{% macro cleared_values(cells, sent, layout, selection) -%}
    select
        cells.export_name,
        selected.record_id as record_key,
        'cleared_value_not_sent' as rule_id,
        cells.column_name,
        case
            when layout.is_personal then {{ value_class('sent.value') }}
            else left(sent.value, 40)
        end as value
    from {{ cells }} as cells
    inner join {{ sent }} as sent
        on
            cells.export_name = sent.export_name
            and cells.row_key = sent.row_key
            and cells.column_name = sent.column_name
    inner join {{ selection }} as selected
        on
            cells.export_name = selected.export_name
            and cells.row_key = selected.record_key
            and selected.exclusion_reason is null
    inner join {{ layout }} as layout
        on
            cells.export_name = layout.export_name
            and cells.column_name = layout.column_name
    where cells.value is null
{%- endmacro %}
