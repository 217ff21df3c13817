-- Grain: one row per school and day of its calendar.

with

days as (

    select * from {{ source('synergy', 'epc_sch_att_cal') }}

),

organization_years as (

    select * from {{ source('synergy', 'rev_organization_year') }}

),

-- A day with a HOLIDAY is no day of school, whatever the kind of holiday.
final as (

    select
        organization_years.organization_gu as org_id,
        days.cal_date as calendar_date,
        case
            when days.holiday is null then 'true'
            else 'false'
        end as is_instructional
    from days
    left join organization_years on days.school_year_gu = organization_years.organization_year_gu

)

select * from final
