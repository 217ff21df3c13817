-- Grain: one row per thing to know about the CAST research file as a whole: levels, mean, places.

with

aggregates as (

    select * from {{ ref('int_cast__research_aggregates') }}

),

records as (

    select * from {{ ref('int_cast__research_records') }}

),

selection as (

    select * from {{ ref('int_cast__research_selection') }}
    where exclusion_reason is null

),

groups_without_rule as (

    select student_groups.* from {{ ref('student_groups') }} as student_groups
    left join {{ ref('student_group_rules') }} as group_rules
        on student_groups.student_group_code = group_rules.student_group_code
    where group_rules.student_group_code is null

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

options as (

    select * from {{ ref('run_options') }}

),

disclosure as (

    select * from {{ ref('int_disclosure__findings') }}

),

layout as (

    select * from {{ ref('int_layouts__active_layouts') }}
    where export_name = 'cast_research'

),

-- The file names its entities since 2024; a name that would break it is left out of every row.
names as (

    select entity_errors.*
    from {{ ref('int_cast__entities_errors') }} as entity_errors
    inner join layout on entity_errors.column_name = layout.column_name
    where entity_errors.rule_id in ('entity_name_blank', 'name_is_cut', 'unsafe_name')

),

levels as (

    select
        entity_level,
        count(*) as level_rows,
        count(*) filter (where is_all_grades and mean_score is not null) as means
    from aggregates
    group by entity_level

),

found as (

    -- One finding per level, not per row. Open question 26; a school as site: settled readings.
    select
        'level ' || levels.entity_level as record_key,
        case
            when options.site <> 'LEA' then 'covers_site_only'
            else 'covers_loaded_results_only'
        end as rule_id,
        cast(null as string) as column_name,
        cast(levels.level_rows as string) as value
    from levels
    cross join options
    where
        levels.entity_level in ('state', 'county')
        or (levels.entity_level = 'district' and options.site <> 'LEA')
    union all
    -- CAST-3.10: no published row confirms the mean of all grades together.
    select
        'all grades' as record_key,
        'mean_of_all_grades_unconfirmed' as rule_id,
        'mean_percent_correct' as column_name,
        cast(sum(means) as string) as value
    from levels
    having sum(means) > 0
    union all
    -- Only the table orgs says that a charter is direct funded: one finding per place it lacks.
    select
        'place ' || coalesce(records.counted_school_cds_code, records.district_code || '0000000')
            as record_key,
        'place_not_in_orgs' as rule_id,
        'school_cds_code' as column_name,
        cast(count(*) as string) as value
    from selection
    inner join records on selection.record_key = records.record_key
    where not records.is_known_entity and records.district_code is not null
    group by coalesce(records.counted_school_cds_code, records.district_code || '0000000')
    union all
    -- CAST rules, section 8: what the state publishes and no rule is known for.
    select
        'high school class' as record_key,
        'class_rows_not_written' as rule_id,
        'grade' as column_name,
        cast(null as string) as value
    from test_years
    inner join options on test_years.test_year = options.test_year
    where test_years.has_class_rows
    union all
    select
        'group ' || groups_without_rule.student_group_code as record_key,
        'group_without_rule' as rule_id,
        'student_group_id' as column_name,
        groups_without_rule.student_group_code as value
    from groups_without_rule
    cross join options
    where
        options.test_year >= groups_without_rule.first_year
        and options.test_year <= coalesce(groups_without_rule.last_year, options.test_year)
    union all
    select * from disclosure
    union all
    select
        record_key,
        rule_id,
        column_name,
        value
    from names

),

final as (

    select
        'cast_research' as export_name,
        *
    from found

)

select * from final
