-- Grain: one row per run option that cannot be used, with the sentence that says what to write.

with

given as (

    select * from {{ ref('int_options__given') }}

),

typed as (

    select * from {{ ref('int_options__typed') }}

),

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

matches as (

    select
        count(*) filter (where right(orgs.cds_code, 7) = given.site) as site_orgs,
        count(*) filter (where left(orgs.cds_code, 7) = given.lea_code) as lea_orgs,
        count(*) filter (where orgs.casas_agency_id = given.agency) as agency_orgs
    from given
    left join orgs on true

),

-- Selection rules, section 1: run errors. One row per test that fails.
tests as (

    select unnest([
        {{ problem(
            'academic_year', 'typed.school_year is null',
            'must be two years that follow each other, such as 2023-2024'
        ) }},
        {{ problem(
            'layout_year', year_of('given.layout_year') ~ ' is null',
            'must be two years that follow each other, such as 2023-2024'
        ) }},
        {{ problem(
            'program_year', 'typed.program_school_year is null',
            'must be two years that follow each other, such as 2023-2024'
        ) }},
        {%- for name in ('census_date', 'start_date', 'end_date', 'as_of_date') %}
        {{ problem(name, 'typed.' ~ name ~ ' is null', 'must be a day such as 2023-10-04') }},
        {%- endfor %}
        {{ problem(
            'cast_el_first_entry_after', 'typed.cast_el_first_entry_after is null',
            'must be a day such as 2017-04-15'
        ) }},
        {{ problem(
            'census_date',
            'typed.census_date not between typed.year_start_date and typed.year_end_date',
            'must lie in the academic year, from July 1 to June 30'
        ) }},
        {{ problem(
            'start_date', 'typed.start_date > typed.end_date',
            'must not be later than the end date'
        ) }},
        {{ problem(
            'start_date',
            'typed.start_date > greatest(typed.year_end_date, typed.program_end_date)',
            'lies after the year: choose a range that touches it'
        ) }},
        {{ problem(
            'end_date',
            'typed.end_date < least(typed.year_start_date, typed.program_start_date)',
            'lies before the year: choose a range that touches it'
        ) }},
        {%- for name in (
            'include_previously_submitted', 'include_not_enrolled', 'casas_drop_leading_zeros',
            'cast_mean_grade13'
        ) %}
        {{ problem(name, 'typed.' ~ name ~ ' is null', 'must be true or false') }},
        {%- endfor %}
        {{ problem(
            'site', "given.site <> 'LEA' and matches.site_orgs = 0",
            'matches no school: write the last seven digits of its code, or LEA for all schools'
        ) }},
        {{ problem(
            'lea_code', 'matches.lea_orgs = 0',
            'matches no organisation: write the first seven digits of the code of the LEA'
        ) }},
        {{ problem(
            'agency', 'matches.agency_orgs = 0',
            'matches no organisation: write the agency number given by CASAS'
        ) }},
        {{ problem(
            'test_year', 'typed.test_year is null', 'must be a year such as 2018'
        ) }},
        {{ problem(
            'cast_levels',
            'not ' ~ all_words_in(
                'typed.cast_levels', ['state', 'county', 'district', 'school']
            ),
            'must be one or more of state, county, district, school, with commas between'
        ) }},
        {{ problem(
            'counted_batch_states',
            'not ' ~ all_words_in(
                'given.counted_batch_states',
                ['created', 'sent', 'accepted', 'rejected', 'rolled_back']
            ),
            'must be names of batch states, with commas between'
        ) }},
        case
            when typed.lea_code is null
                then
                    {
                        option_name: 'lea_code',
                        problem: 'The option lea_code is not set and the organisations hold no, or '
                        || 'more than one, LEA: write the first seven digits of the code of yours.'
                    }
        end
    ]) as failed
    from given
    cross join typed
    cross join matches

),

final as (

    select
        failed.option_name,
        failed.problem
    from tests
    where failed is not null

)

select * from final
