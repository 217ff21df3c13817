-- Grain: one row per thing to know about the CAST research file as a whole: levels, mean, places.

with

masked as (

    select * from {{ ref('int_assessments__cast_research_masked') }}

),

candidates as (

    select * from {{ ref('int_assessments__cast_research_candidates') }}

),

student_groups as (

    select * from {{ ref('int_assessments__student_groups') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

options as (

    select * from {{ ref('run_options') }}

),

levels as (

    select
        entity_level,
        count(*) as level_rows,
        count(*) filter (where is_all_grades and mean_score is not null) as means
    from masked
    group by entity_level

),

-- One finding per level, not per row. Open question 26; a school as site: settled readings.
coverage as (

    select
        'level ' || levels.entity_level as record_key,
        case
            when options.site <> 'LEA' then 'covers_site_only'
            else 'covers_loaded_results_only'
        end as rule_id,
        cast(null as varchar) as column_name,
        cast(levels.level_rows as varchar) as value
    from levels
    cross join options
    where
        levels.entity_level in ('state', 'county')
        or (levels.entity_level = 'district' and options.site <> 'LEA')

),

-- CAST-3.10: no published row confirms the mean of all grades together.
unconfirmed_mean as (

    select
        'all grades' as record_key,
        'mean_of_all_grades_unconfirmed' as rule_id,
        'mean_percent_correct' as column_name,
        cast(sum(means) as varchar) as value
    from levels
    having sum(means) > 0

),

-- Only the table orgs tells that a charter is direct funded: one finding per place it lacks.
unknown_places as (

    select
        'place ' || coalesce(school_cds_code, district_code || '0000000') as record_key,
        'place_not_in_orgs' as rule_id,
        'school_cds_code' as column_name,
        cast(count(*) as varchar) as value
    from candidates
    where
        exclusion_reason is null
        and not is_known_place
        and district_code is not null
    group by coalesce(school_cds_code, district_code || '0000000')

),

-- CAST rules, section 8: what the state publishes and no rule is known for.
not_written as (

    select
        'high school class' as record_key,
        'class_rows_not_written' as rule_id,
        'grade' as column_name,
        cast(null as varchar) as value
    from test_years
    inner join options on test_years.test_year = options.test_year
    where test_years.has_class_rows
    union all
    select
        'group ' || student_group_code as record_key,
        'group_without_rule' as rule_id,
        'student_group_id' as column_name,
        student_group_code as value
    from student_groups
    where not has_rule

),

final as (

    select * from coverage
    union all
    select * from unconfirmed_mean
    union all
    select * from unknown_places
    union all
    select * from not_written

)

select * from final
