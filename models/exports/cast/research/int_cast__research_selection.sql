-- Grain: one row per test result of the test year: counted in its entities, or why it is not.

with

records as (

    select * from {{ ref('int_cast__research_records') }}

),

grade_rows as (

    select * from {{ ref('cast_grade_rows') }}
    where grade_code = member_grade_code

),

cast_tests as (

    select * from {{ ref('code_roles') }}
    where role = 'cast_test'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.27: the first test that holds is the reason.
final as (

    select
        records.export_name,
        records.record_key,
        -- No file looks up a student of this export, so the statewide identifier stays out of it.
        records.record_key as subject_key,
        case
            when cast_tests.code is null then 'other_test'
            when grade_rows.grade_code is null then 'grade_not_tested'
            when not records.is_enrolled then 'unknown_include_indicator'
            when records.reporting_cds_code is null then 'unknown_entity'
            -- Test 5: the site is a school; only its own students belong to it.
            when
                options.site <> 'LEA'
                and coalesce(right(records.counted_school_cds_code, 7), '') <> options.site
                then 'outside_site'
        end as exclusion_reason
    from records
    cross join options
    left join cast_tests on records.test_id = cast_tests.code
    left join grade_rows
        on
            records.grade_code = grade_rows.grade_code
            and options.test_year >= grade_rows.first_year
            and options.test_year <= coalesce(grade_rows.last_year, options.test_year)

)

select * from final
