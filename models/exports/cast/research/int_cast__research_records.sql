-- Grain: one row per test result of the test year: where the student counts, scores, state codes.

with

results as (

    select * from {{ ref('int_assessments__results') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D12: codes are evaluated on the reference date held in the school year of the test.
final as (

    select
        'cast_research' as export_name,
        'row ' || cast(results.source_row as string) as record_key,
        results.*,
        {{ cast_code_columns('results', 'options.cast_el_first_entry_after') }}
    from results
    inner join options on results.test_year = options.test_year
    {{ cast_code_joins('results', 'options.test_reference_date') }}

)

select * from final
