-- Grain: one row per adult file and column that holds a value in some written row.

{%- set files = {
    'cls': 'int_classes__cls_candidates',
    'dem': 'int_students__dem_candidates',
    'entr': 'int_classes__entr_candidates',
    'att': 'int_classes__att_candidates',
    'scs': 'int_classes__scs_candidates',
    'sps': 'int_programs__sps_candidates',
    'updt': 'int_programs__updt_candidates',
} %}

with

in_use as (

    {%- for export_name, candidates in files.items() %}
    select
        '{{ export_name }}' as export_name,
        column_name,
        filled_rows
    from ({{ filled_columns(ref(candidates), 'exclusion_reason is null') }}) as {{ export_name }}
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
