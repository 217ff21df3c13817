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

    select * from {{ ref('int_layouts__active_layouts') }}
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

options as (

    select * from {{ ref('run_options') }}

),

-- A cell of an adult file may hold several codes; each must be in the list.
coded_words as (

    select
        cells.row_key,
        cells.column_name,
        layout.code_set,
        case
            when layout.collection = 'casas'
                then string_split(cells.value, options.casas_multi_value_delimiter)
            else [cells.value]
        end as words
    from cells
    inner join layout on cells.column_name = layout.column_name
    cross join options
    where cells.value is not null and layout.code_set is not null

),

unlisted as (

    select
        spread.row_key,
        spread.column_name
    from (
        select
            row_key,
            column_name,
            code_set,
            unnest(words) as word
        from coded_words
    ) as spread
    left join codes
        on
            spread.code_set = codes.code_set
            and spread.word = codes.code
    inner join known_sets on spread.code_set = known_sets.code_set
    where codes.code is null

),

-- Findings name the record, the cells the row of the file.
findings as (

    select
        findings.column_name,
        coalesce(candidates.row_key, findings.record_key) as row_key
    from {{ ref('int_reporting__findings') }} as findings
    left join {{ ref('int_reporting__candidates') }} as candidates
        on
            findings.export_name = candidates.export_name
            and findings.record_key = candidates.record_key
    where findings.export_name = '{{ export_name }}'

),

broken as (

    select
        cells.row_key,
        cells.column_name
    from cells
    inner join layout on cells.column_name = layout.column_name
    cross join options
    where
        (cells.value is null and layout.requirement = 'R')
        or length(cells.value) > layout.max_length
        or (
            layout.value_format = 'YYYYMMDD'
            and not {{ matches_pattern('cells.value', '[12][0-9]{3}[01][0-9][0-3][0-9]') }}
        )
        or (
            layout.value_format = 'MM/DD/YYYY'
            and not regexp_full_match(
                cells.value,
                case options.casas_date_format
                    when 'MM-DD-YYYY' then '[01][0-9]-[0-3][0-9]-[12][0-9]{3}'
                    when 'YYYY-MM-DD' then '[12][0-9]{3}-[01][0-9]-[0-3][0-9]'
                    when 'YYYYMMDD' then '[12][0-9]{3}[01][0-9][0-3][0-9]'
                    else '[01][0-9]/[0-3][0-9]/[12][0-9]{3}'
                end
            )
        )
        or (
            layout.value_format = 'YYYY-YYYY'
            and not regexp_full_match(cells.value, '[12][0-9]{3}-[12][0-9]{3}')
        )
    union all
    select
        row_key,
        column_name
    from unlisted

)

select broken.*
from broken
left join findings
    on
        broken.row_key = findings.row_key
        and broken.column_name = findings.column_name
where findings.row_key is null

{% endtest %}
