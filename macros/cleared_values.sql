{#-
    The cells of an export that are blank now and had a value in the batch sent last: the receiver
    skips blanks, so it keeps the old value (IMP-2, IMP-3). Columns as in layout_findings.
-#}
{% macro cleared_values(cells, sent, layout) -%}
    select
        cells.record_key,
        'IMP-3' as rule_id,
        cells.column_name,
        case
            when layout.is_personal then {{ value_class('sent.value') }}
            else left(sent.value, 40)
        end as value
    from {{ cells }} as cells
    inner join {{ sent }} as sent
        on
            cells.record_key = sent.record_key
            and cells.column_name = sent.column_name
    inner join {{ layout }} as layout on cells.column_name = layout.column_name
    where cells.value is null
{%- endmacro %}
