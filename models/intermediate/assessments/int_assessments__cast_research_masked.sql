-- Grain: one row per entity, student group and grade that the CAST research file holds, masked.

with

tallies as (

    select * from {{ ref('int_assessments__cast_tallies') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D19, CAST-4.1: to 2019 a row with too few scored students is withheld whole, each entity total on
-- its own. CAST-4.2: since 2021 each count is judged by its own value and the results by the scored
-- count; nobody scored leaves them empty. A year that is no test year shows nothing.
judged as (

    select
        tallies.*,
        test_years.least_count,
        test_years.withholds_whole_rows and tallies.students_scored < test_years.least_scored
            as is_row_withheld,
        tallies.students_scored < test_years.least_scored as are_results_withheld,
        tallies.students_scored = 0 and not test_years.withholds_whole_rows as are_results_empty,
        -- CAST-3.9, CAST-3.10: the mean of all grades is empty by rule or by setting, not masked.
        tallies.is_all_grades
        and not (test_years.has_mean_of_all_grades and options.cast_mean_grade13) as is_mean_empty,
        tallies.entity_students_tested < test_years.least_total
        and (test_years.withholds_whole_rows or tallies.entity_students_tested > 0)
            as is_tested_total_withheld,
        tallies.entity_students_scored < test_years.least_total
        and (test_years.withholds_whole_rows or tallies.entity_students_scored > 0)
            as is_scored_total_withheld
    from tallies
    inner join options on tallies.test_year = options.test_year
    inner join test_years on tallies.test_year = test_years.test_year
    where {{ has_word('options.cast_levels', 'tallies.entity_level') }}

),

final as (

    select
        entity_level,
        entity_type_code,
        cds_code,
        county_code,
        district_code,
        school_code,
        test_year,
        student_group_code,
        grade_code,
        is_all_grades,
        {{ masked('entity_students_tested', 'is_tested_total_withheld') }}
            as entity_students_tested,
        {{ masked('entity_students_scored', 'is_scored_total_withheld') }}
            as entity_students_scored,
        {%- for name in ['students_enrolled', 'students_tested', 'students_scored'] %}
        {{ masked(
            name, 'is_row_withheld or (' ~ name ~ ' > 0 and ' ~ name ~ ' < least_count)'
        ) }} as {{ name }},
        {%- endfor %}
        {%- for name in cast_results() %}
        case when not are_results_empty then {{ masked(name, 'are_results_withheld') }} end
            as {{ name }},
        {%- endfor %}
        case
            when not (is_mean_empty or are_results_empty)
                then {{ masked('mean_score', 'are_results_withheld') }}
        end as mean_score
    from judged

)

select * from final
