-- The file counts the results of its test year as the mart does, unless the run has a site, a day
-- inside the school year of the test, or a cut-off of its own for English learners.

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

(select * from results except all select * from tallies)
union all
(select * from tallies except all select * from results)
