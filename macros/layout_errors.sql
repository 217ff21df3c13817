{#-
    What the layout forbids or a person should look at, from the cells of the exports of a file (see
    cells_of) and its layout in force: a required field that is blank; a value wider than the field (a
    width that is not confirmed gives a warning) or than a second source has it (ruling 49); a date
    that cannot be (definition D21); a double quote; an invisible character between the ends (ruling
    42). Where the key of a row is none of a record, `selection` has that of the record, `id`, beside
    it, as `row_key`. Columns as in unpivot_rules.
-#}
{% macro layout_errors(cells, layout, selection=none, id='record_key', row_key='row_key') -%}
    select
        evaluated.export_name,
        {{ 'coalesce(selected.' ~ id ~ ', evaluated.row_key)' if selection else 'evaluated.row_key' }}
            as record_key,
        {{ words_in('evaluated.rule_ids', "' '") }} as rule_id,
        evaluated.column_name,
        case
            when evaluated.is_personal then {{ value_class('evaluated.value') }}
            else left(evaluated.value, 40)
        end as value
    from (
        select
            cells.export_name,
            cells.row_key,
            cells.column_name,
            cells.value,
            layout.is_personal,
            concat_ws(
                ' ',
                case
                    when cells.value is null
                        then
                            case
                                when coalesce(layout.requirement, '') <> 'R' then null
                                when layout.collection = 'calpads' then 'GERR0001'
                                else 'required_blank'
                            end
                    when length(cells.value) > layout.max_length
                        then
                            case
                                when layout.length_confidence = 'low' then 'width_unconfirmed'
                                when layout.collection = 'calpads' then 'FRMT0001'
                                else 'too_wide'
                            end
                    when length(cells.value) > layout.other_length then 'longer_than_one_source'
                end,
                case when contains(cells.value, '"') then 'double_quote_in_value' end,
                case
                    when {{ has_invisible_character('cells.value') }} then 'invisible_character'
                end,
                case
                    when
                        layout.latest_day is not null
                        -- a date in any of its forms (see casas_date) as YYYYMMDD
                        and case
                            when length(cells.value) = 8 then cells.value
                            when substr(cells.value, 5, 1) = '-' then replace(cells.value, '-', '')
                            else
                                right(cells.value, 4)
                                || left(cells.value, 2)
                                || substr(cells.value, 4, 2)
                        end
                        not between layout.earliest_day and layout.latest_day
                        then 'implausible_date'
                end
            ) as rule_ids
        from {{ cells }} as cells
        inner join {{ layout }} as layout
            on
                cells.export_name = layout.export_name
                and cells.column_name = layout.column_name
        -- Most cells have nothing to look at, which is cheap to see.
        where
            (cells.value is null and layout.requirement = 'R')
            or length(cells.value) > least(layout.max_length, layout.other_length)
            or contains(cells.value, '"')
            or bit_length(cells.value) > 8 * length(cells.value)
            or layout.latest_day is not null
    ) as evaluated
    {%- if selection %}
    left join {{ selection }} as selected
        on
            evaluated.export_name = selected.export_name
            and evaluated.row_key = selected.{{ row_key }}
            and selected.exclusion_reason is null
    {%- endif %}
    where evaluated.rule_ids <> ''
{%- endmacro %}

{#-
    The cells of the rows of reports of one layout that hold something for layout_errors to look at.
    Such rows are few, and to find them takes less than to turn every row into cells. `reports` has the
    export of each report, `columns` the least width of each column (none: not limited), `required` those
    that are not to be blank, `key_columns` as in cells_of. A column with _date in its name is a date as
    YYYYMMDD.
-#}
{% macro odd_cells(reports, layout, key_columns, columns, required) -%}
    {{ cells_of(
        '(' ~ odd_rows(reports, layout, columns, required) ~ ') as odd_rows',
        key_columns,
        ['export_name']
    ) }}
{%- endmacro %}

{% macro odd_rows(reports, layout, columns, required) -%}
    {%- set dates = [] -%}
    {%- for column in columns if '_date' in column %}{% do dates.append(column) %}{% endfor -%}
    select
        report.export_name,
        {%- for column in columns %}
        report.{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select
            *,
            concat_ws(chr(31), {{ columns | join(', ') }}) as row_text
        from (
            {%- for name, export_name in reports.items() %}
            select
                '{{ export_name }}' as export_name,
                {{ columns | join(', ') }}
            from {{ name }}
            {{- '\n            union all' if not loop.last }}
            {%- endfor %}
        ) as reports
    ) as report
    {%- if dates %}
    inner join (
        select
            export_name,
            {%- for column in dates %}
            max(case when column_name = '{{ column }}' then earliest_day end)
                as earliest_{{ column }},
            max(case when column_name = '{{ column }}' then latest_day end)
                as latest_{{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ layout }}
        group by export_name
    ) as limits
        on report.export_name = limits.export_name
    {%- endif %}
    where
        contains(report.row_text, '"')
        or {{ has_invisible_character('report.row_text') }}
        {%- for column, width in columns.items() if width %}
        or length(report.{{ column }}) > {{ width }}
        {%- endfor %}
        {%- for column in required %}
        or report.{{ column }} is null
        {%- endfor %}
        {%- for column in dates %}
        or length(report.{{ column }}) <> 8
        or report.{{ column }} not between limits.earliest_{{ column }}
        and limits.latest_{{ column }}
        {%- endfor %}
{%- endmacro %}

{#-
    One error of each replacement file that leaves out what was sent before: the state drops all rows
    of the schools and years in a replacement file before it loads the new ones. Columns as in
    unpivot_rules.
-#}
{% macro partial_replacements(selection) -%}
    select
        export_name,
        'all rows' as record_key,
        'partial_replacement' as rule_id,
        cast(null as string) as column_name,
        cast(count(*) as string) as value
    from {{ selection }}
    where exclusion_reason = 'previously_submitted'
    group by export_name
{%- endmacro %}
