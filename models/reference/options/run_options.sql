-- Grain: one row: the options of this run, checked. Every rule that depends on one joins it.

with

typed as (

    select * from {{ ref('int_options__typed') }}

),

settings as (

    select * from {{ ref('int_options__settings') }}

),

problems as (

    select * from {{ ref('int_options__problems') }}

),

-- The first sentence is enough to go on; a run with a wrong option must not build anything.
verdict as (

    select min_by(problem, option_name) as problem
    from problems

),

final as (

    select
        typed.*,
        settings.*,
        {{ reference_date('typed.as_of_date', 'typed.start_date', 'typed.end_date') }}
            as range_reference_date,
        {{ reference_date('typed.as_of_date', 'typed.year_start_date', 'typed.year_end_date') }}
            as year_reference_date,
        {{ reference_date(
            'typed.as_of_date', 'typed.program_range_start_date', 'typed.program_range_end_date'
        ) }} as program_reference_date,
        {{ reference_date(
            'typed.as_of_date', school_year_start('typed.test_year'),
            school_year_end('typed.test_year')
        ) }} as test_reference_date,
        least(typed.as_of_date, typed.program_range_end_date, typed.program_end_date)
            as program_cut_off_date
    from typed
    cross join settings
    cross join verdict
    where
        case
            when verdict.problem is null then true
            else cast({{ raise_error('verdict.problem') }} as boolean)
        end

)

select * from final
