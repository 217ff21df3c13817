-- The file counts the results of its test year as the mart does, unless the run has a site, a day
-- inside the school year of the test, or a cut-off of its own for English learners.

{%- set numbers = [
    'entity_students_tested', 'entity_students_scored', 'students_enrolled', 'students_tested',
    'students_scored', 'students_with_score', 'score_sum', 'mean_score'
] + cast_results() %}

with

results as (

    select results.* from {{ ref('int_cast__research_results') }} as results
    cross join {{ ref('run_options') }} as options
    where
        options.site = 'LEA'
        and options.test_reference_date = {{ school_year_end('options.test_year') }}
        and options.cast_el_first_entry_after = {{ cast_first_entry_after('options.test_year') }}

),

tallies as (

    select tallies.* from {{ ref('fct_subgroup_tallies') }} as tallies
    where tallies.test_year in (select results.test_year from results)

)

select
    coalesce(results.cds_code, tallies.cds_code) as cds_code,
    coalesce(results.student_group_code, tallies.student_group_code) as student_group_code,
    coalesce(results.grade_code, tallies.grade_code) as grade_code
from results
full outer join tallies
    on
        results.cds_code = tallies.cds_code
        and results.student_group_code = tallies.student_group_code
        and results.grade_code = tallies.grade_code
where
    results.cds_code is null
    or tallies.cds_code is null
    {%- for name in numbers %}
    or results.{{ name }} is distinct from tallies.{{ name }}
    {%- endfor %}
