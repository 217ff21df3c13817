-- Grain: one row per entity, student group and grade with an enrolled student: its counts.

with

records as (

    select records.* from {{ ref('int_cast__research_records') }} as records
    inner join {{ ref('int_cast__research_selection') }} as selection
        on records.record_key = selection.record_key
    where selection.exclusion_reason is null

),

members as (

    select * from {{ ref('int_cast__research_group_members') }}

),

grade_rows as (

    select * from {{ ref('cast_grade_rows') }}

),

reporting_entities as (

    select * from {{ ref('int_assessments__reporting_entities') }}

),

entity_types as (

    select * from {{ ref('cast_entity_types') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

{{ cast_entity_counts() }}

select * from counts
