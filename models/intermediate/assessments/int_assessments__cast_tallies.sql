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

    select * from {{ ref('int_assessments__student_groups') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

by_rules_of_the_year as (

    select
        sums.*,
        test_years.highest_level = 4 as has_four_levels,
        test_years.shares_divide_by_scored,
        -- CAST-3.9: scale scores of different grades have no common mean.
        test_years.has_mean_of_all_grades or not sums.is_all_grades as can_have_mean
    from sums
    inner join test_years on sums.test_year = test_years.test_year

),

in_levels as (

    select
        *,
        students_at_level_1 + students_at_level_2 + students_at_level_3 + students_at_level_4
            as students_in_a_level,
        case when has_four_levels then students_at_level_3 + students_at_level_4 end
            as students_at_level_3_or_4,
        {%- for domain in cast_domains() %}
        {{ domain }}_domain_count_below_standard + {{ domain }}_domain_count_near_standard
        + {{ domain }}_domain_count_above_standard as {{ domain }}_domain_total,
        {%- endfor %}
        -- CAST-3.1: shares divide by the scored students; CAST-3.2: in 2018 by those in a category.
        case
            when shares_divide_by_scored then students_scored
            else
                students_at_level_1 + students_at_level_2 + students_at_level_3
                + students_at_level_4
        end as share_divisor
    from by_rules_of_the_year

),

-- CAST-3.6, CAST-3.7: each share from its own count, met and above from the summed counts.
-- CAST-3.11: shares of a domain divide by the students with a level in that domain.
divided as (

    select
        *,
        {%- for level in [1, 2, 3] %}
        {{ rounded_ratio('100 * students_at_level_' ~ level, 'share_divisor', 2) }}
            as level_{{ level }}_percent,
        {%- endfor %}
        {%- for level in ['4', '3_or_4'] %}
        case
            when has_four_levels
                then {{ rounded_ratio('100 * students_at_level_' ~ level, 'share_divisor', 2) }}
        end as level_{{ level }}_percent,
        {%- endfor %}
        {%- for domain in cast_domains() %}
        {%- for level in cast_domain_levels() %}
        {{ rounded_ratio(
            '100 * ' ~ domain ~ '_domain_count_' ~ level ~ '_standard', domain ~ '_domain_total', 2
        ) }} as {{ domain }}_domain_percent_{{ level }}_standard,
        {%- endfor %}
        {%- endfor %}
        -- CAST-3.3: the mean divides by the scored count of the row, not by the entity total.
        case
            when can_have_mean and students_with_score > 0
                then {{ rounded_ratio('score_sum', 'students_scored', 1) }}
        end as mean_score
    from in_levels

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
        divided.entity_students_tested,
        divided.entity_students_scored,
        divided.students_enrolled,
        divided.students_tested,
        divided.students_scored,
        {%- for name in cast_results() %}
        divided.{{ name }},
        {%- endfor %}
        divided.students_with_score,
        divided.score_sum,
        divided.mean_score
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
