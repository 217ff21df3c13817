-- Grain: one row per test result of the test year: tested, scored, and why it counts nowhere.

with

records as (

    select * from {{ ref('int_assessments__cast_records') }}

),

include_indicators as (

    select * from {{ ref('include_indicators') }}

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
        records.*,
        coalesce(include_indicators.is_tested, false) as is_tested,
        coalesce(include_indicators.is_scored, false) as is_scored,
        case
            when cast_tests.code is null then 'other_test'
            when grade_rows.grade_code is null then 'grade_not_tested'
            when include_indicators.include_indicator is null then 'unknown_include_indicator'
            when records.home_cds_code is null then 'unknown_entity'
            -- Test 5: the site is a school; only its own students belong to it.
            when
                options.site <> 'LEA'
                and coalesce(right(records.school_cds_code_counted, 7), '') <> options.site
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
    left join include_indicators
        on records.include_indicator = include_indicators.include_indicator

)

select * from final
