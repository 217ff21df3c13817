-- Grain: one row per problem of the CAST research file, its input rows or the run.

{%- set key = ['county_code', 'district_code', 'school_code'] %}

with

report as (

    select * from {{ ref('rpt_cast__research') }}

),

report_of_2018 as (

    select * from {{ ref('rpt_cast__research_v2018') }}

),

report_of_2019 as (

    select * from {{ ref('rpt_cast__research_v2019') }}

),

report_of_2021 as (

    select * from {{ ref('rpt_cast__research_v2021') }}

),

candidates as (

    select * from {{ ref('int_assessments__cast_research_candidates') }}

),

entities as (

    select * from {{ ref('int_assessments__cast_entities_candidates') }}

),

coverage as (

    select * from {{ ref('int_assessments__cast_coverage') }}

),

disclosure as (

    select * from {{ ref('int_assessments__cast_disclosure') }}

),

layout as (

    select * from {{ ref('int_layouts__in_force') }}
    where export_name = 'cast_research'

),

cells as (

    {{ cells_of('report', key + ['student_group_id', 'grade']) }}
    union all
    {{ cells_of('report_of_2018', key + ['subgroup_id', 'grade']) }}
    union all
    {{ cells_of('report_of_2019', key + ['demographic_id', 'grade']) }}
    union all
    {{ cells_of('report_of_2021', key + ['student_group_id', 'grade']) }}

),

problems_of_entities as (

    {{ spread_hits('entities', ['record_key']) }}

),

-- The file names its entities since 2024; a name that would break it is left out of every row.
problems_of_names as (

    select problems_of_entities.*
    from problems_of_entities
    inner join layout on problems_of_entities.column_name = layout.column_name

),

final as (

    {{ layout_findings('cells', 'layout') }}
    union all
    {{ spread_hits('candidates', ['record_key']) }}
    union all
    select * from coverage
    union all
    select * from disclosure
    union all
    select * from problems_of_names

)

select
    'cast_research' as export_name,
    *
from final
