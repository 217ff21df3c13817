-- Grain: one row per row of the CAST research file: which of its figures are suppressed, and why.

{#- What a row suppresses together to protect another count, see the seed cast_audited_counts. -#}
{%- set groups = [
    'row', 'enrolled', 'tested', 'scored', 'results', 'tested_total', 'scored_total'
] %}

{#- Waits for the audit only when it may have something to say; see reads_when of this model. #}
{%- set is_complementary = may_be_on('complementary_suppression') %}

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
{%- if is_complementary %}

aggregates as (

    select * from {{ ref('int_disclosure__aggregates') }}

),

file_rows as (

    select * from {{ ref('int_disclosure__rows') }}

),

suppressions as (

    select * from {{ ref('int_disclosure__complementary_suppressions') }}
    where is_published

),

-- Totals of an entity stand on each of its grade rows, so they go on all of them.
complementary as (

    select
        counts.cds_code,
        counts.student_group_code,
        {%- for group in groups %}
        bool_or(aggregates.suppression_group = '{{ group }}') as is_{{ group }}_complementary,
        {%- endfor %}
        counts.grade_code
    from suppressions
    inner join aggregates on suppressions.aggregate_id = aggregates.aggregate_id
    inner join file_rows on aggregates.row_number = file_rows.row_number
    inner join counts
        on
            file_rows.cds_code = counts.cds_code
            and file_rows.student_group_code = counts.student_group_code
    where
        file_rows.grade_code = counts.grade_code
        or aggregates.suppression_group like '%total'
    group by counts.cds_code, counts.student_group_code, counts.grade_code

),
{%- endif %}

of_the_file as (

    select
        counts.*,
        test_years.suppresses_whole_rows,
        test_years.least_scored,
        test_years.least_count,
        test_years.least_total,
        {%- for group in groups %}
        {{ 'coalesce(complementary.is_' ~ group ~ '_complementary, false)'
            if is_complementary else 'false' }} as is_{{ group }}_complementary,
        {%- endfor %}
        -- CAST-3.9, CAST-3.10: the mean of all grades is empty by rule or by setting.
        counts.is_all_grades
        and not (test_years.has_mean_of_all_grades and options.cast_mean_grade13) as is_mean_empty
    from counts
    inner join options on counts.test_year = options.test_year
    inner join test_years on counts.test_year = test_years.test_year
    {%- if is_complementary %}
    left join complementary
        on
            counts.cds_code = complementary.cds_code
            and counts.student_group_code = complementary.student_group_code
            and counts.grade_code = complementary.grade_code
    {%- endif %}
    where {{ has_word('options.cast_levels', 'counts.entity_level') }}

),

-- D19, CAST-4.1: to 2019 a row with too few scored students is suppressed whole, each entity total
-- on its own. CAST-4.2: since 2021 each count is evaluated by its own value, the results by the
-- scored count; nobody scored leaves them empty. Complementary is what the option
-- complementary_suppression suppresses besides: results with the scored students they imply.
final as (

    select
        test_year,
        cds_code,
        student_group_code,
        grade_code,
        {%- for group in ['enrolled', 'tested', 'scored'] %}
        case
            when {{ cast_is_suppressed('students_' ~ group) }} then 'primary'
            when is_row_complementary or is_{{ group }}_complementary then 'complementary'
        end as {{ group }}_suppression,
        {%- endfor %}
        {%- for group in ['tested', 'scored'] %}
        case
            when {{ cast_is_suppressed('entity_students_' ~ group) }} then 'primary'
            when is_{{ group }}_total_complementary then 'complementary'
        end as {{ group }}_total_suppression,
        {%- endfor %}
        case
            when {{ cast_is_suppressed('students_in_a_level') }} then 'primary'
            when is_row_complementary or is_scored_complementary or is_results_complementary
                then 'complementary'
        end as results_suppression,
        students_scored = 0 and not suppresses_whole_rows as are_results_empty,
        is_mean_empty
    from of_the_file

)

select * from final
