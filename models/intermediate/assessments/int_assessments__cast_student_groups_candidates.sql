-- Grain: one row per student group of the test year.

with

student_groups as (

    select * from {{ ref('int_assessments__student_groups') }}

),

options as (

    select * from {{ ref('run_options') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

-- Every group of a test year is written; groups of other years are no candidates.
final as (

    select
        student_groups.student_group_code as record_key,
        student_groups.student_group_code as subject_key,
        student_groups.student_group_code as demographic_id,
        student_groups.student_group_number as demographic_id_num,
        student_groups.student_group_name as demographic_name,
        student_groups.category as student_group,
        {{ hits([
            hit('group_without_rule', 'demographic_id', 'student_groups.student_group_code',
                when='not student_groups.has_rule'),
        ]) }} as hits,
        cast(null as varchar) as exclusion_reason
    from student_groups
    cross join options
    inner join test_years on options.test_year = test_years.test_year

)

select * from final
