-- Grain: one row per adult file and item (code, column, width, setting) that nobody confirmed.

{%- set settings = [
    'casas_file_delimiter', 'casas_file_has_header', 'casas_file_quote_character',
    'casas_file_line_end', 'casas_file_encoding', 'casas_date_format',
    'casas_multi_value_delimiter', 'casas_file_name',
] %}

with

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where collection = 'casas'

),

layouts as (

    select * from {{ ref('layouts') }}
    where collection = 'casas'

),

columns_in_use as (

    select * from {{ ref('int_reporting__casas_columns_in_use') }}

),

findings as (

    select * from {{ ref('int_reporting__findings') }}
    where rule_id = 'code_unconfirmed'

),

codes as (

    select * from {{ ref('codes') }}
    where confidence = 'low'

),

translations as (

    select * from {{ ref('int_reporting__casas_translations_in_use') }}

),

file_format as (

    select * from {{ ref('casas_file_format') }}
    where confidence = 'low'

),

options as (

    select * from {{ ref('run_options') }}

),

unconfirmed_codes as (

    select
        findings.export_name,
        'code' as item_kind,
        findings.column_name as item_name,
        findings.value || ' (' || codes.name || ')' as item_value,
        codes.source_id,
        'seeds/codes/codes.csv, set ' || codes.code_set as change_it_in
    from findings
    inner join layout
        on
            findings.export_name = layout.export_name
            and findings.column_name = layout.column_name
    inner join codes
        on
            layout.code_set = codes.code_set
            and findings.value = codes.code

),

kinds as (

    select 'column' as item_kind
    union all
    select 'position and width' as item_kind

),

-- The layout's first confidence is about the element, its second about order, name and width.
unconfirmed_columns as (

    select
        columns_in_use.export_name,
        kinds.item_kind,
        columns_in_use.column_name as item_name,
        case kinds.item_kind
            when 'column' then layouts.element_name
            else
                'field ' || layouts.field_number
                || ', width ' || cast(layouts.max_length as string)
        end as item_value,
        case kinds.item_kind when 'column' then layouts.source_id else layouts.length_source_id end
            as source_id,
        'seeds/layouts/layouts.csv, file ' || layouts.file_code as change_it_in
    from columns_in_use
    inner join layouts on upper(columns_in_use.export_name) = layouts.file_code
    cross join kinds
    where
        columns_in_use.column_name = layouts.column_name
        and case kinds.item_kind
            when 'column' then layouts.confidence = 'low'
            else layouts.length_confidence = 'low'
        end

),

unconfirmed_translations as (

    select
        columns_in_use.export_name,
        'translation' as item_kind,
        translations.local_code as item_name,
        translations.state_code as item_value,
        translations.source_id,
        'code_translations of the agency, set ' || translations.code_set as change_it_in
    from translations
    inner join columns_in_use
        on
            ' ' || translations.export_names || ' '
            like '% ' || columns_in_use.export_name || ' %'
    where columns_in_use.column_name = 'instructional_program'

),

unconfirmed_format as (

    select
        'all seven' as export_name,
        'file format' as item_kind,
        file_format.parameter as item_name,
        coalesce(
            case file_format.setting
                {%- for setting in settings %}
                when '{{ setting }}' then options.{{ setting }}
                {%- endfor %}
            end,
            file_format.default_value
        ) as item_value,
        file_format.source_id,
        case
            when file_format.setting is null then 'fixed'
            else 'dbt_project.yml, ' || file_format.setting
        end as change_it_in
    from file_format
    cross join options

),

final as (

    select * from unconfirmed_codes
    union all
    select * from unconfirmed_columns
    union all
    select * from unconfirmed_translations
    union all
    select * from unconfirmed_format

)

select * from final
