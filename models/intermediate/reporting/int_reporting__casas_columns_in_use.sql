-- Grain: one row per adult file and column that holds a value in some written row.

{%- set files = {
    'cls': 'rpt_casas__cls',
    'dem': 'rpt_casas__dem',
    'entr': 'rpt_casas__entr',
    'att': 'rpt_casas__att',
    'scs': 'rpt_casas__scs',
    'sps': 'rpt_casas__sps',
    'updt': 'rpt_casas__updt',
} %}

with

in_use as (

    {%- for export_name, report in files.items() %}
    select
        '{{ export_name }}' as export_name,
        column_name,
        filled_rows
    from ({{ filled_columns(ref(report)) }}) as {{ export_name }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}

),

final as (

    select
        in_use.export_name,
        in_use.column_name,
        in_use.filled_rows
    from in_use
    inner join layout
        on
            in_use.export_name = layout.export_name
            and in_use.column_name = layout.column_name

)

select * from final
