-- Grain: one row per adult file and column that holds a value in some written row.

{%- set files = ['cls', 'dem', 'entr', 'att', 'scs', 'sps', 'updt'] %}

with

in_use as (

    {%- for export_name in files %}
    select
        '{{ export_name }}' as export_name,
        column_name,
        filled_rows
    from (
        {{ filled_columns(
            ref('int_casas__' ~ export_name ~ '_records'),
            ref('int_casas__' ~ export_name ~ '_selection')
        ) }}
    ) as {{ export_name }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}

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
