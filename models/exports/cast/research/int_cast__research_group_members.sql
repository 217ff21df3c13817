-- Grain: one row per test result and student group of the test year that the student is in.

with

records as (

    select * from {{ ref('int_cast__research_records') }}

),

rules as (

    select * from {{ ref('student_group_rules') }}

),

student_groups as (

    select * from {{ ref('int_cast__student_groups_records') }}

),

rules_of_the_year as (

    select
        rules.student_group_code,
        rules.attribute,
        rules.attribute_value
    from rules
    inner join student_groups on rules.student_group_code = student_groups.record_key

),

attributes as (

    select attribute
    from rules_of_the_year
    group by attribute

),

-- CAST rules, section 6: the value of each attribute. Blank means no for all but gender, ethnicity,
-- language status, parent education and economic status, where it is in no group.
values_of_students as (

    select
        records.record_key,
        attributes.attribute,
        case attributes.attribute
            when 'all_students' then 'Y'
            when 'gender' then records.gender
            when 'ethnicity' then records.ethnicity
            when 'language_status' then records.language_status
            when 'english_learner_time' then records.english_learner_time
            when 'parent_education' then records.parent_education
            when 'economically_disadvantaged'
                then {{ yes_no('records.is_economically_disadvantaged') }}
            when 'disadvantage_and_ethnicity'
                then
                    {{ yes_no('records.is_economically_disadvantaged') }}
                    || ' ' || records.ethnicity
            when 'migrant' then {{ yes_no('records.is_migrant') }}
            when 'disability' then {{ yes_no('records.has_disability') }}
            when 'armed_forces_family' then {{ yes_no('records.is_armed_forces_family') }}
            when 'homeless' then {{ yes_no('records.is_homeless') }}
            when 'foster_youth' then {{ yes_no('records.is_foster_youth') }}
        end as attribute_value
    from records
    cross join attributes

),

final as (

    select
        values_of_students.record_key,
        rules_of_the_year.student_group_code
    from values_of_students
    inner join rules_of_the_year
        on
            values_of_students.attribute = rules_of_the_year.attribute
            and values_of_students.attribute_value = rules_of_the_year.attribute_value

)

select * from final
