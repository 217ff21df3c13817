-- Grain: one row per test year, entity, student group and grade with a student. Not suppressed.

with

results as (

    select * from {{ ref('int_assessments__results') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

cast_tests as (

    select code as test_id from {{ ref('code_roles') }}
    where role = 'cast_test'

),

grade_rows as (

    select * from {{ ref('cast_grade_rows') }}

),

reporting_entities as (

    select * from {{ ref('int_assessments__reporting_entities') }}

),

entity_types as (

    select * from {{ ref('cast_entity_types') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

student_groups as (

    select * from {{ ref('int_assessments__student_groups') }}

),

rules_of_the_year as (

    select
        student_groups.test_year,
        rules.student_group_code,
        rules.attribute,
        rules.attribute_value
    from {{ ref('student_group_rules') }} as rules
    inner join student_groups on rules.student_group_code = student_groups.student_group_code

),

-- D12: codes are those of the last day of the school year of the test.
with_codes as (

    select
        results.source_row as record_key,
        results.*,
        {{ cast_code_columns('results', cast_first_entry_after('results.test_year')) }}
    from results
    {{ cast_code_joins('results', school_year_end('results.test_year')) }}

),

-- Selection rules, section 3.27, tests 1 to 4; a grade that is not tested is in no row.
records as (

    select with_codes.* from with_codes
    inner join cast_tests on with_codes.test_id = cast_tests.test_id
    where with_codes.is_enrolled and with_codes.reporting_cds_code is not null

),

{{ cast_group_members() }},

{{ cast_entity_counts() }},

{{ cast_tallies() }}

select * from tallies
