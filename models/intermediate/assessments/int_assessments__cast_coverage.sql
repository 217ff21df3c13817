-- Grain: one row per thing to know about the CAST research file as a whole: levels, mean, places.

with

masked as (

    select * from {{ ref('int_assessments__cast_research_masked') }}

),

candidates as (

    select * from {{ ref('int_assessments__cast_research_candidates') }}

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

final as (

    select * from coverage
    union all
    select * from unconfirmed_mean
    union all
    select * from unknown_places

)

select * from final
