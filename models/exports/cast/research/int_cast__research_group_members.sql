-- Grain: one row per test result and student group of the test year that the student is in.

with

records as (

    select * from {{ ref('int_cast__research_records') }}

),

rules as (

    select * from {{ ref('student_group_rules') }}

),

student_groups as (

    select * from {{ ref('int_assessments__student_groups') }}

),

rules_of_the_year as (

    select
        student_groups.test_year,
        rules.student_group_code,
        rules.attribute,
        rules.attribute_value
    from rules
    inner join student_groups
        on rules.student_group_code = student_groups.student_group_code

),

{{ cast_group_members() }}

select * from members
