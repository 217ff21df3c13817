-- Grain: one row per counted test result and student group of the test year that the student is in.

with

candidates as (

    select * from {{ ref('int_assessments__cast_research_candidates') }}
    where exclusion_reason is null

),

rules as (

    select * from {{ ref('student_group_rules') }}

),

student_groups as (

    select * from {{ ref('int_assessments__student_groups') }}

),

rules_of_the_year as (

    select
        rules.student_group_code,
        rules.attribute,
        rules.attribute_value
    from rules
    inner join student_groups on rules.student_group_code = student_groups.student_group_code

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
        candidates.*,
        attributes.attribute,
        case attributes.attribute
            when 'all_students' then 'Y'
            when 'gender' then candidates.gender
            when 'ethnicity' then candidates.ethnicity
            when 'language_status' then candidates.language_status
            when 'english_learner_time' then candidates.english_learner_time
            when 'parent_education' then candidates.parent_education
            when 'economically_disadvantaged'
                then {{ yes_no('candidates.is_economically_disadvantaged') }}
            when 'disadvantage_and_ethnicity'
                then
                    {{ yes_no('candidates.is_economically_disadvantaged') }}
                    || ' ' || candidates.ethnicity
            when 'migrant' then {{ yes_no('candidates.is_migrant') }}
            when 'disability' then {{ yes_no('candidates.has_disability') }}
            when 'armed_forces_family' then {{ yes_no('candidates.is_armed_forces_family') }}
            when 'homeless' then {{ yes_no('candidates.is_homeless') }}
            when 'foster_youth' then {{ yes_no('candidates.is_foster_youth') }}
        end as attribute_value
    from candidates
    cross join attributes

),

final as (

    select
        values_of_students.record_key,
        values_of_students.school_cds_code,
        values_of_students.district_code,
        values_of_students.county_code,
        values_of_students.grade_code,
        rules_of_the_year.student_group_code,
        values_of_students.is_tested,
        values_of_students.is_scored,
        values_of_students.score,
        values_of_students.performance_level,
        values_of_students.life_sciences_level,
        values_of_students.physical_sciences_level,
        values_of_students.earth_space_sciences_level
    from values_of_students
    inner join rules_of_the_year
        on
            values_of_students.attribute = rules_of_the_year.attribute
            and values_of_students.attribute_value = rules_of_the_year.attribute_value

)

select * from final
