-- Grain: one row per entity, student group and grade with an enrolled student. Not suppressed.

with

counts as (

    select * from {{ ref('int_cast__research_counts') }}

),

student_groups as (

    select * from {{ ref('int_assessments__student_groups') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

{{ cast_tallies() }}

select * from tallies
