-- Grain: one row per row of the CAST research file, numbered, with its true counts.

with

counts as (

    select * from {{ ref('int_cast__research_counts') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

options as (

    select * from {{ ref('run_options') }}

),

written as (

    select
        counts.*,
        test_years.suppresses_whole_rows,
        test_years.least_scored,
        test_years.least_count,
        test_years.least_total
    from counts
    inner join options on counts.test_year = options.test_year
    inner join test_years on counts.test_year = test_years.test_year
    where
        {{ has_word('options.cast_levels', 'counts.entity_level') }}
        and (options.cast_disclosure_audit or options.complementary_suppression)

),

entities as (

    select
        cds_code,
        entity_level,
        entity_type_code = '09' as is_direct_funded
    from written
    where student_group_code = '001' and is_all_grades

),

-- D20: a school is part of its district, but a direct funded charter of its county; a level that is
-- not written is passed over.
in_entities as (

    select
        entities.cds_code,
        coalesce(districts.cds_code, counties.cds_code, states.cds_code) as parent_cds_code
    from entities
    left join entities as districts
        on
            entities.entity_level = 'school'
            and not entities.is_direct_funded
            and districts.entity_level = 'district'
            and left(entities.cds_code, 7) || '0000000' = districts.cds_code
    left join entities as counties
        on
            entities.entity_level in ('school', 'district')
            and counties.entity_level = 'county'
            and left(entities.cds_code, 2) || '000000000000' = counties.cds_code
    left join entities as states
        on
            entities.entity_level <> 'state'
            and states.entity_level = 'state'

),

final as (

    select
        row_number() over (
            order by written.cds_code, written.student_group_code, written.grade_code
        ) as row_number,
        written.test_year,
        written.entity_level,
        written.cds_code,
        in_entities.parent_cds_code,
        written.student_group_code,
        written.grade_code,
        written.is_all_grades,
        written.suppresses_whole_rows,
        written.least_scored,
        written.least_count,
        {%- for count_name in cast_published_counts() %}
        written.{{ count_name }},
        {%- endfor %}
        written.least_total
    from written
    left join in_entities on written.cds_code = in_entities.cds_code

)

select * from final
