-- Grain: one row per year with a test and student group of it, with its label of that year.

with

student_groups as (

    select * from {{ ref('student_groups') }}

),

names_by_year as (

    select * from {{ ref('student_group_names') }}

),

group_rules as (

    select student_group_code from {{ ref('student_group_rules') }}
    group by student_group_code

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

final as (

    select
        test_years.test_year,
        student_groups.student_group_code,
        student_groups.student_group_number,
        coalesce(names_by_year.student_group_name, student_groups.student_group_name)
            as student_group_name,
        student_groups.category,
        group_rules.student_group_code is not null as has_rule
    from student_groups
    inner join test_years
        on
            student_groups.first_year <= test_years.test_year
            and coalesce(student_groups.last_year, test_years.test_year) >= test_years.test_year
    left join names_by_year
        on
            student_groups.student_group_code = names_by_year.student_group_code
            and test_years.test_year >= names_by_year.first_year
            and test_years.test_year <= coalesce(names_by_year.last_year, test_years.test_year)
    left join group_rules
        on student_groups.student_group_code = group_rules.student_group_code

)

select * from final
