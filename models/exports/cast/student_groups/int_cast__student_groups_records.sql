-- Grain: one row per student group of the test year, with its label of that year.

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
        coalesce(names_by_year.student_group_name, student_groups.student_group_name)
            as demographic_name,
        student_groups.category as student_group,
        group_rules.student_group_code is not null as has_rule
    from student_groups
    cross join options
    inner join test_years on options.test_year = test_years.test_year
    left join names_by_year
        on
            student_groups.student_group_code = names_by_year.student_group_code
            and options.test_year >= names_by_year.first_year
            and options.test_year <= coalesce(names_by_year.last_year, options.test_year)
    left join group_rules
        on student_groups.student_group_code = group_rules.student_group_code
    where
        options.test_year >= student_groups.first_year
        and options.test_year <= coalesce(student_groups.last_year, options.test_year)

)

select * from final
