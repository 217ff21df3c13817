-- Grain: one row per entity, student group and grade with an enrolled student. Not suppressed.

with

sums as (

    select * from {{ ref('int_assessments__cast_entity_sums') }}

),

places as (

    select * from {{ ref('int_assessments__places') }}

),

entity_types as (

    select * from {{ ref('cast_entity_types') }}

),

student_groups as (

    select * from {{ ref('student_groups') }}

),

in_categories as (

    select
        *,
        students_in_category_1 + students_in_category_2 + students_in_category_3
            as students_in_a_category
    from sums

),

-- CAST-3.3: the mean divides by the scored count of the row (field 18), not the entity total.
-- CAST-3.2, CAST-3.6: each share from its own count; a student without category is in neither part.
divided as (

    select
        *,
        case
            when students_with_percent > 0
                then
                    {{ rounded_ratio('percent_correct_sum', 'students_scored', 1) }}
        end as mean_percent_correct,
        {{ rounded_ratio('100 * students_in_category_1', 'students_in_a_category', 2) }}
            as category_1_percent,
        {{ rounded_ratio('100 * students_in_category_2', 'students_in_a_category', 2) }}
            as category_2_percent,
        {{ rounded_ratio('100 * students_in_category_3', 'students_in_a_category', 2) }}
            as category_3_percent
    from in_categories

),

final as (

    select
        divided.test_year,
        divided.entity_level,
        entity_types.entity_type_code,
        divided.cds_code,
        left(divided.cds_code, 2) as county_code,
        substr(divided.cds_code, 3, 5) as district_code,
        right(divided.cds_code, 7) as school_code,
        divided.student_group_code,
        student_groups.student_group_name,
        divided.grade_code,
        divided.is_all_grades,
        divided.students_enrolled,
        divided.students_tested,
        divided.students_scored,
        divided.students_with_percent,
        divided.percent_correct_sum,
        divided.students_in_category_1,
        divided.students_in_category_2,
        divided.students_in_category_3,
        divided.entity_students_tested,
        divided.entity_students_scored,
        divided.mean_percent_correct,
        divided.category_1_percent,
        divided.category_2_percent,
        divided.category_3_percent
    from divided
    inner join student_groups
        on divided.student_group_code = student_groups.student_group_code
    left join places on divided.cds_code = places.cds_code
    left join entity_types
        on
            divided.entity_level = entity_types.entity_level
            and case
                when divided.entity_level = 'school'
                    then coalesce(places.charter_funding_code, '')
                else ''
            end = coalesce(entity_types.charter_funding_code, '')

)

select * from final
