-- Grain: one row per entity, student group and grade with an enrolled student. Not suppressed.

with

counts as (

    select * from {{ ref('int_cast__research_counts') }}

),

student_groups as (

    select * from {{ ref('int_cast__student_groups_records') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

by_rules_of_the_year as (

    select
        counts.*,
        test_years.highest_level = 4 as has_four_levels,
        -- CAST-3.9: scale scores of different grades have no common mean.
        test_years.has_mean_of_all_grades or not counts.is_all_grades as can_have_mean,
        -- CAST-3.1: shares divide by the scored students; CAST-3.2: in 2018 by those in a category.
        case
            when test_years.shares_divide_by_scored then counts.students_scored
            else counts.students_in_a_level
        end as share_divisor,
        -- CAST-3.3: the mean divides by the scored count of the row, not by the entity total. A
        -- scale score that is missing is not 0: it counts in no mean and is fatal.
        case
            when test_years.score_column = 'scale_score' then counts.students_with_score
            else counts.students_scored
        end as mean_divisor
    from counts
    inner join test_years on counts.test_year = test_years.test_year

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
        case
            when can_have_mean and students_with_score > 0
                then {{ rounded_ratio('score_sum', 'mean_divisor', 1) }}
        end as mean_score
    from by_rules_of_the_year

),

final as (

    select
        divided.test_year,
        divided.entity_level,
        divided.entity_type_code,
        divided.cds_code,
        left(divided.cds_code, 2) as county_code,
        substr(divided.cds_code, 3, 5) as district_code,
        right(divided.cds_code, 7) as school_code,
        divided.student_group_code,
        student_groups.demographic_name as student_group_name,
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
        on divided.student_group_code = student_groups.record_key

)

select * from final
