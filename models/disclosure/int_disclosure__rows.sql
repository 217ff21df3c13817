-- Grain: one row per row of the CAST research file, numbered, with its true counts.

with

test_years as (

    select * from {{ ref('cast_test_years') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Numbers and entities need no counts: these wide rows are read once, at the end.
written as (

    select
        counts.test_year,
        counts.entity_level,
        counts.entity_type_code,
        counts.cds_code,
        counts.student_group_code,
        counts.grade_code,
        counts.is_all_grades
    from {{ ref('int_cast__research_counts') }} as counts
    inner join options on counts.test_year = options.test_year
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

numbered as (

    select
        test_year,
        cds_code,
        student_group_code,
        grade_code,
        cast(row_number() over (
            order by cds_code, student_group_code, grade_code
        ) as integer) as row_number
    from written

),

final as (

    select
        numbered.row_number,
        counts.test_year,
        counts.entity_level,
        counts.cds_code,
        in_entities.parent_cds_code,
        counts.student_group_code,
        counts.grade_code,
        counts.is_all_grades,
        test_years.suppresses_whole_rows,
        test_years.least_scored,
        test_years.least_count,
        {%- for count_name in cast_published_counts() %}
        counts.{{ count_name }},
        {%- endfor %}
        test_years.least_total
    from {{ ref('int_cast__research_counts') }} as counts
    inner join test_years on counts.test_year = test_years.test_year
    inner join numbered
        on
            counts.test_year = numbered.test_year
            and counts.cds_code = numbered.cds_code
            and counts.student_group_code = numbered.student_group_code
            and counts.grade_code = numbered.grade_code
    left join in_entities on counts.cds_code = in_entities.cds_code

)

select * from final
