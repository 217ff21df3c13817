-- Grain: one row per entity, student group and grade that the CAST research file holds, masked.

with

tallies as (

    select * from {{ ref('int_assessments__cast_tallies') }}

),

masking as (

    select * from {{ ref('cast_masking') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D19, CAST-4.1: a row with too few scored students is withheld whole, each entity total on its
-- own. A year without masking rule has no row, so that nothing is shown by mistake.
judged as (

    select
        tallies.*,
        tallies.students_scored < masking.least_scored_of_row as is_row_withheld,
        tallies.entity_students_tested < masking.least_entity_total as is_tested_withheld,
        tallies.entity_students_scored < masking.least_entity_total as is_scored_withheld,
        -- CAST-3.10: the mean of all grades is a setting; switched off it is empty, not masked.
        tallies.is_all_grades and not options.cast_mean_grade13 as is_mean_empty
    from tallies
    inner join options on tallies.test_year = options.test_year
    inner join masking
        on
            tallies.test_year >= masking.first_year
            and tallies.test_year <= coalesce(masking.last_year, tallies.test_year)
    where {{ has_word('options.cast_levels', 'tallies.entity_level') }}

),

final as (

    select
        entity_level,
        county_code,
        district_code,
        school_code,
        test_year,
        student_group_code,
        grade_code,
        is_all_grades,
        {{ masked('entity_students_tested', 'is_tested_withheld') }} as entity_students_tested,
        {{ masked('entity_students_scored', 'is_scored_withheld') }} as entity_students_scored,
        {{ masked('students_enrolled', 'is_row_withheld') }} as students_enrolled,
        {{ masked('students_tested', 'is_row_withheld') }} as students_tested,
        {{ masked('students_scored', 'is_row_withheld') }} as students_scored,
        case
            when not is_mean_empty then {{ masked('mean_percent_correct', 'is_row_withheld') }}
        end as mean_percent_correct,
        {{ masked('category_1_percent', 'is_row_withheld') }} as category_1_percent,
        {{ masked('category_2_percent', 'is_row_withheld') }} as category_2_percent,
        {{ masked('category_3_percent', 'is_row_withheld') }} as category_3_percent
    from judged

)

select * from final
