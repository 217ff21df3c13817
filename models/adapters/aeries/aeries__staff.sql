-- Grain: one row per person.

with

staff as (

    select * from {{ source('aeries', 'stf') }}

),

-- Aeries, CALPADS in Aeries Basics, Staff Data: the legal name where filled, else the name.
final as (

    select
        id as staff_id,
        id as local_staff_id,
        sid as seid,
        coalesce(lfn, fn) as legal_first_name,
        coalesce(lmn, mn) as legal_middle_name,
        coalesce(lln, ln) as legal_last_name,
        bd as birth_date,
        gn as gender_code,
        case
            when eth in ('Y', 'N') then eth
        end as is_hispanic,
        rc1 as race_code_1,
        rc2 as race_code_2,
        rc3 as race_code_3,
        rc4 as race_code_4,
        rc5 as race_code_5,
        el as highest_degree_code,
        ps as employment_status_code,
        hd as employment_start_date,
        ld as employment_end_date,
        tyd as service_years_lea,
        tys as service_years_total,
        tp as fte_percent
    from staff
    where not coalesce({{ to_boolean('del') }}, false)

)

select * from final
