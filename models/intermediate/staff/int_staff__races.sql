-- Grain: one row per staff member with a race: the state codes in order, without gaps and repeats.

with

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

options as (

    select * from {{ ref('run_options') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Findings name the column of the place where the local code stands.
coded as (

    {%- for place in range(1, 6) %}
    select
        staff.staff_id,
        {{ place }} as raw_place,
        races.state_code,
        {{ hits([
            code_hits('races', 'staff_race_' ~ place ~ '_code', 'staff.race_code_' ~ place),
        ]) }} as hits
    from staff
    cross join options
    left join state_codes as races
        on {{ code_matches('races', 'calpads.race', 'staff.race_code_' ~ place,
                           'options.year_reference_date') }}
    where staff.race_code_{{ place }} is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- Mapping of 7.20 to 7.24: a race counts once, at its first place.
firsts as (

    select
        staff_id,
        state_code,
        row_number() over (partition by staff_id order by min(raw_place)) as place
    from coded
    where state_code is not null
    group by staff_id, state_code

),

placed as (

    select
        staff_id,
        max(case when place = 1 then state_code end) as race_1_code,
        max(case when place = 2 then state_code end) as race_2_code,
        max(case when place = 3 then state_code end) as race_3_code,
        max(case when place = 4 then state_code end) as race_4_code,
        max(case when place = 5 then state_code end) as race_5_code
    from firsts
    group by staff_id

),

found as (

    select
        staff_id,
        {{ gathered_hits('hits') }} as race_hits
    from coded
    group by staff_id

),

final as (

    select
        found.staff_id,
        placed.race_1_code,
        placed.race_2_code,
        placed.race_3_code,
        placed.race_4_code,
        placed.race_5_code,
        found.race_hits
    from found
    left join placed on found.staff_id = placed.staff_id

)

select * from final
