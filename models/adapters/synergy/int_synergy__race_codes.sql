-- Grain: one row per person with a race.

with

races as (

    select * from {{ source('synergy', 'rev_person_secondry_eth_lst') }}

),

ordered_races as (

    select
        person_gu,
        ethnic_code,
        row_number() over (partition by person_gu order by ethnic_code) as place
    from races

),

final as (

    select
        person_gu,
        max(ethnic_code) filter (where place = 1) as race_code_1,
        max(ethnic_code) filter (where place = 2) as race_code_2,
        max(ethnic_code) filter (where place = 3) as race_code_3,
        max(ethnic_code) filter (where place = 4) as race_code_4,
        max(ethnic_code) filter (where place = 5) as race_code_5
    from ordered_races
    group by person_gu

)

select * from final
