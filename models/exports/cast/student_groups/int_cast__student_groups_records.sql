-- Grain: one row per student group of the test year, with its label of that year.

with

student_groups as (

    select * from {{ ref('int_assessments__student_groups') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- A year without test has no groups.
final as (

    select
        'cast_student_groups' as export_name,
        student_groups.student_group_code as record_key,
        student_groups.student_group_code as demographic_id,
        student_groups.student_group_number as demographic_id_num,
        student_groups.student_group_name as demographic_name,
        student_groups.category as student_group,
        student_groups.has_rule
    from student_groups
    inner join options on student_groups.test_year = options.test_year

)

select * from final
