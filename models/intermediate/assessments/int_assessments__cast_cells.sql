-- Grain: one row per school, district, county, student group and tested grade with a student.

with

members as (

    select * from {{ ref('int_assessments__cast_group_members') }}

),

-- Every student lies in one cell of a group, so cells add up to any entity and grade (CAST-1.3).
final as (

    select
        school_cds_code,
        district_code,
        county_code,
        student_group_code,
        grade_code,
        count(*) as students_enrolled,
        count(*) filter (where is_tested) as students_tested,
        count(*) filter (where is_scored) as students_scored,
        {%- for level in [1, 2, 3, 4] %}
        count(*) filter (where performance_level = {{ level }}) as students_at_level_{{ level }},
        {%- endfor %}
        {%- for domain in cast_domains() %}
        {%- for level in cast_domain_levels() %}
        count(*) filter (where {{ domain | replace('_and_', '_') }}_level = {{ loop.index }})
            as {{ domain }}_domain_count_{{ level }}_standard,
        {%- endfor %}
        {%- endfor %}
        count(score) as students_with_score,
        coalesce(sum(score), 0) as score_sum
    from members
    group by school_cds_code, district_code, county_code, student_group_code, grade_code

)

select * from final
