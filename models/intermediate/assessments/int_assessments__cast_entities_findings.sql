-- Grain: one row per problem of the CAST entities file.

with

report as (

    select * from {{ ref('rpt_cast__entities') }}

),

reports_of_older_layouts as (

    {%- for version in ['2018', '2019', '2021'] %}
    select * from {{ ref('rpt_cast__entities_v' ~ version) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

candidates as (

    select * from {{ ref('int_assessments__cast_entities_candidates') }}

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'cast_entities'

),

cells as (

    {{ cells_of('report', ['county_code', 'district_code', 'school_code']) }}
    union all
    {{ cells_of('reports_of_older_layouts', ['county_code', 'district_code', 'school_code']) }}

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}

)

select
    'cast_entities' as export_name,
    *
from final
