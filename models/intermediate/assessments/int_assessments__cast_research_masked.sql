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

protecting_rows as (

    select * from {{ ref('int_assessments__cast_protecting_rows') }}

),

written as (

    select
        tallies.*,
        test_years.withholds_whole_rows,
        test_years.least_scored,
        test_years.least_count,
        test_years.least_total,
        {%- for block in cast_blocks() %}
        coalesce(protecting_rows.is_{{ block }}_protecting, false) as is_{{ block }}_protecting,
        {%- endfor %}
        -- CAST-3.9, CAST-3.10: the mean of all grades is empty by rule or by setting, not masked.
        tallies.is_all_grades
        and not (test_years.has_mean_of_all_grades and options.cast_mean_grade13) as is_mean_empty
    from tallies
    inner join options on tallies.test_year = options.test_year
    inner join test_years on tallies.test_year = test_years.test_year
    left join protecting_rows
        on
            tallies.cds_code = protecting_rows.cds_code
            and tallies.student_group_code = protecting_rows.student_group_code
            and tallies.grade_code = protecting_rows.grade_code
    where {{ has_word('options.cast_levels', 'tallies.entity_level') }}

),

-- D19, CAST-4.1: to 2019 a row with too few scored students is withheld whole, each entity total on
-- its own. CAST-4.2: since 2021 each count is judged by its own value and the results by the scored
-- count; nobody scored leaves them empty. A year that is no test year shows nothing. Besides goes
-- what the option complementary_suppression withholds: results with the scored students they tell.
judged as (

    select
        *,
        {%- for block in ['enrolled', 'tested', 'scored'] %}
        {{ cast_withheld('students_' ~ block) }} or is_row_protecting or is_{{ block }}_protecting
            as is_{{ block }}_withheld,
        {%- endfor %}
        {%- for block in ['tested', 'scored'] %}
        {{ cast_withheld('entity_students_' ~ block) }} or is_{{ block }}_total_protecting
            as is_{{ block }}_total_withheld,
        {%- endfor %}
        students_scored = 0 and not withholds_whole_rows as are_results_empty,
        {{ cast_withheld('students_in_a_level') }}
        or is_row_protecting or is_scored_protecting or is_results_protecting
            as are_results_withheld
    from written

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
        {%- for block in ['enrolled', 'tested', 'scored'] %}
        {{ masked('students_' ~ block, 'is_' ~ block ~ '_withheld') }} as students_{{ block }},
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
