{#-
    Conformance: a cell that breaks its layout (required, width, code set, form of dates) must stand
    in export_findings; one that does not would reach the receiver in silence.
-#}
{% test obeys_layout(model, export_name, record_key) %}

with

cells as (

    {{ cells_of(model, record_key) }}

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = '{{ export_name }}'

),

codes as (

    select code_set, code from {{ ref('codes') }}
    group by code_set, code

),

-- A code set whose values were not found (such as Carnegie units) can be held against nothing.
known_sets as (

    select code_set from codes
    group by code_set

),

findings as (

    select * from {{ ref('export_findings') }}
    where export_name = '{{ export_name }}'

),

broken as (

    select
        cells.record_key,
        cells.column_name
    from cells
    inner join layout on cells.column_name = layout.column_name
    left join known_sets on layout.code_set = known_sets.code_set
    left join codes
        on
            layout.code_set = codes.code_set
            and cells.value = codes.code
    where
        (cells.value is null and layout.requirement = 'R')
        or length(cells.value) > layout.max_length
        or (cells.value is not null and known_sets.code_set is not null and codes.code is null)
        or (
            layout.value_format = 'YYYYMMDD'
            and not {{ matches_pattern('cells.value', '[12][0-9]{3}[01][0-9][0-3][0-9]') }}
        )
        or (
            layout.value_format = 'MM/DD/YYYY'
            and not regexp_full_match(cells.value, '[01][0-9]/[0-3][0-9]/[12][0-9]{3}')
        )
        or (
            layout.value_format = 'YYYY-YYYY'
            and not regexp_full_match(cells.value, '[12][0-9]{3}-[12][0-9]{3}')
        )

)

select broken.*
from broken
left join findings
    on
        broken.record_key = findings.record_key
        and broken.column_name = findings.column_name
where findings.record_key is null

{% endtest %}
