-- Grain: one row per problem of a run option: the option, and the sentence that says what to write.

{#- Option, when it is wrong, and what it must be (selection rules, section 1: run errors). -#}
{%- set years = 'must be two years that follow each other, such as 2023-2024' -%}
{%- set day = 'must be a day such as 2023-10-04' -%}
{%- set switch = 'must be true or false' -%}
{%- set tests = [
    ('academic_year', 'typed.school_year is null', years),
    ('layout_year', year_of('given.layout_year') ~ ' is null', years),
    ('program_year', 'typed.program_school_year is null', years),
    ('census_date', 'typed.census_date is null', day),
    ('start_date', 'typed.start_date is null', day),
    ('end_date', 'typed.end_date is null', day),
    ('as_of_date', 'typed.as_of_date is null', day),
    ('cast_el_first_entry_after', 'typed.cast_el_first_entry_after is null', day),
    ('census_date',
     'typed.census_date not between typed.year_start_date and typed.year_end_date',
     'must lie in the academic year, from July 1 to June 30'),
    ('start_date', 'typed.start_date > typed.end_date', 'must not be later than the end date'),
    ('start_date',
     'typed.start_date > greatest(typed.year_end_date, typed.program_end_date)',
     'lies after the year: choose a range that touches it'),
    ('end_date', 'typed.start_date > typed.end_date', 'must not be earlier than the start date'),
    ('end_date',
     'typed.end_date < least(typed.year_start_date, typed.program_start_date)',
     'lies before the year: choose a range that touches it'),
    ('include_previously_submitted', 'typed.include_previously_submitted is null', switch),
    ('include_not_enrolled', 'typed.include_not_enrolled is null', switch),
    ('send_preferred_name', 'typed.send_preferred_name is null', switch),
    ('casas_drop_leading_zeros', 'typed.casas_drop_leading_zeros is null', switch),
    ('cast_mean_grade13', 'typed.cast_mean_grade13 is null', switch),
    ('complementary_suppression', 'typed.complementary_suppression is null', switch),
    ('site', "given.site <> 'LEA' and known.site_orgs = 0",
     'matches no school: write the last seven digits of its code, or LEA for all schools'),
    ('lea_code', 'known.lea_orgs = 0',
     'matches no organisation: write the first seven digits of the code of the LEA'),
    ('agency', 'known.agency_orgs = 0',
     'matches no organisation: write the agency number given by CASAS'),
    ('test_year', 'typed.test_year is null', 'must be a year such as 2018'),
    ('cast_levels',
     'not ' ~ all_words_in('typed.cast_levels', ['state', 'county', 'district', 'school']),
     'must be one or more of state, county, district, school, with commas between'),
    ('truancy_occurrences', 'typed.truancy_occurrences is null',
     'must be a whole number from 1 to 999'),
    ('counted_batch_states',
     'not ' ~ all_words_in(
         'given.counted_batch_states', ['created', 'sent', 'accepted', 'rejected', 'rolled_back']
     ),
     'must be names of batch states, with commas between'),
] %}

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

known as (

    select
        count(*) filter (where right(orgs.cds_code, 7) = given.site) as site_orgs,
        count(*) filter (where left(orgs.cds_code, 7) = given.lea_code) as lea_orgs,
        count(*) filter (where orgs.casas_agency_id = given.agency) as agency_orgs
    from given
    left join orgs on true

),

failed as (

    {%- for option_name, is_wrong, must in tests %}
    select
        '{{ option_name }}' as option_name,
        given.{{ option_name }} as given_value,
        '{{ must }}' as must
    from given
    cross join typed
    cross join known
    where
        given.{{ option_name }} is not null
        and ({{ is_wrong }})
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

final as (

    select
        option_name,
        'The option ' || option_name || ' is ''' || given_value || ''', but it ' || must || '.'
            as problem
    from failed

)

select * from final
