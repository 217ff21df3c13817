-- Grain: one row per student group of the test year, with its label of that year.

with

student_groups as (

    select * from {{ ref('student_groups') }}

),

names_by_year as (

    select * from {{ ref('student_group_names') }}

),

rules as (

    select student_group_code from {{ ref('student_group_rules') }}
    group by student_group_code

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        student_groups.student_group_code,
        student_groups.student_group_number,
        coalesce(names_by_year.student_group_name, student_groups.student_group_name)
            as student_group_name,
        student_groups.category,
        rules.student_group_code is not null as has_rule
    from student_groups
    cross join options
    left join names_by_year
        on
            student_groups.student_group_code = names_by_year.student_group_code
            and options.test_year >= names_by_year.first_year
            and options.test_year <= coalesce(names_by_year.last_year, options.test_year)
    left join rules on student_groups.student_group_code = rules.student_group_code
    where
        options.test_year >= student_groups.first_year
        and options.test_year <= coalesce(student_groups.last_year, options.test_year)

)

select * from final
