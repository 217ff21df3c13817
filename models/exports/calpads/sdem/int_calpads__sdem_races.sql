-- Grain: one row per staff member with a race: the state codes in order, without gaps and repeats.

with

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

local_races as (

    {%- for place in range(1, 6) %}
    select
        staff_id,
        {{ place }} as raw_place,
        race_code_{{ place }} as local_code
    from staff
    where race_code_{{ place }} is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

coded as (

    select
        local_races.*,
        races.state_code,
        {{ code_finding('races', 'local_races.local_code') }} as code_finding
    from local_races
    cross join options
    left join state_codes as races
        on {{ code_matches('races', 'calpads.race', 'local_races.local_code',
                           'options.year_reference_date') }}

),

-- Mapping of 7.20 to 7.24: each state code once, at the place of the first local code of it.
firsts as (

    select
        staff_id,
        state_code,
        row_number() over (partition by staff_id order by min(raw_place)) as place
    from coded
    where state_code is not null
    group by staff_id, state_code

),

state_races as (

    select
        {%- for place in range(1, 6) %}
        max(case when place = {{ place }} then state_code end) as staff_race_{{ place }}_code,
        {%- endfor %}
        staff_id
    from firsts
    group by staff_id

),

-- A local code and what is wrong with it stand at the place where the local code stands.
as_given as (

    select
        {%- for place in range(1, 6) %}
        max(case when raw_place = {{ place }} then local_code end)
            as local_staff_race_{{ place }}_code,
        max(case when raw_place = {{ place }} then code_finding end)
            as staff_race_{{ place }}_code_finding,
        {%- endfor %}
        staff_id
    from coded
    group by staff_id

),

final as (

    select
        {%- for place in range(1, 6) %}
        state_races.staff_race_{{ place }}_code,
        {%- endfor %}
        as_given.*
    from as_given
    left join state_races on as_given.staff_id = state_races.staff_id

)

select * from final
