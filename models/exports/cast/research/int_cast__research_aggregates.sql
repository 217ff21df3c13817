-- Grain: one row per entity, student group and grade that the CAST research file holds, masked.

with

results as (

    select * from {{ ref('int_cast__research_results') }}

),

suppressions as (

    select * from {{ ref('int_cast__research_suppressions') }}

),

entities as (

    select * from {{ ref('int_cast__entities_records') }}

),

-- The mean of all grades may be empty by rule or by setting, which is no suppression.
final as (

    select
        results.entity_level,
        results.entity_type_code,
        results.cds_code,
        results.county_code,
        results.district_code,
        results.school_code,
        entities.district_name,
        entities.school_name,
        results.test_year,
        results.student_group_code,
        results.grade_code,
        results.is_all_grades,
        {%- for group in ['tested', 'scored'] %}
        {{ masked(
            'results.entity_students_' ~ group, 'suppressions.' ~ group ~ '_total_suppression'
        ) }} as entity_students_{{ group }},
        {%- endfor %}
        {%- for group in ['enrolled', 'tested', 'scored'] %}
        {{ masked('results.students_' ~ group, 'suppressions.' ~ group ~ '_suppression') }}
            as students_{{ group }},
        {%- endfor %}
        {%- for name in cast_results() %}
        case
            when not suppressions.are_results_empty
                then {{ masked('results.' ~ name, 'suppressions.results_suppression') }}
        end as {{ name }},
        {%- endfor %}
        case
            when not (suppressions.is_mean_empty or suppressions.are_results_empty)
                then {{ masked('results.mean_score', 'suppressions.results_suppression') }}
        end as mean_score
    from results
    inner join suppressions
        on
            results.cds_code = suppressions.cds_code
            and results.student_group_code = suppressions.student_group_code
            and results.grade_code = suppressions.grade_code
    left join entities on results.cds_code = entities.cds_code

)

select * from final
