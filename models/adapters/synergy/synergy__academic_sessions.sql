-- Grain: one row per school, year and term code.

with

definitions as (

    select * from {{ source('synergy', 'epc_sch_yr_trm_def') }}

),

codes as (

    select * from {{ source('synergy', 'epc_sch_yr_trm_codes') }}

),

calendar_options as (

    select * from {{ source('synergy', 'epc_sch_att_cal_opt') }}

),

days as (

    select * from {{ source('synergy', 'epc_sch_att_cal') }}

),

organization_years as (

    select * from {{ source('synergy', 'rev_organization_year') }}

),

school_days as (

    select
        school_year_gu,
        {{ to_date('cal_date') }} as school_day
    from days
    where holiday is null and {{ weekday_of(to_date('cal_date')) }} < 6

),

-- A definition is the last day of a part of the year (EVENT_DATE): the part begins after the one
-- before it, the first on the first day of the year.
parts as (

    select
        definitions.school_year_trm_def_gu,
        definitions.organization_year_gu,
        {{ to_date('definitions.event_date') }} as last_day,
        coalesce(
            lag({{ to_date('definitions.event_date') }}) over (
                partition by definitions.organization_year_gu
                order by {{ to_date('definitions.event_date') }}
            ) + 1,
            {{ to_date('calendar_options.start_date') }}
        ) as first_day,
        {{ school_year_of(to_date('calendar_options.start_date')) }} as school_year
    from definitions
    left join calendar_options
        on definitions.organization_year_gu = calendar_options.org_year_gu
    where definitions.event_date is not null

),

-- A part begins on a day of school, where the calendar has one.
begun_parts as (

    select
        parts.school_year_trm_def_gu,
        parts.organization_year_gu,
        parts.last_day,
        parts.school_year,
        coalesce(min(school_days.school_day), parts.first_day) as first_day
    from parts
    left join school_days
        on
            parts.organization_year_gu = school_days.school_year_gu
            and school_days.school_day between parts.first_day and parts.last_day
    group by
        parts.school_year_trm_def_gu,
        parts.organization_year_gu,
        parts.last_day,
        parts.school_year,
        parts.first_day

),

-- A term code spans its parts. REV_YEAR is not read: the year comes from the first day.
final as (

    select
        {{ key_text(['begun_parts.organization_year_gu', 'codes.term_code']) }} as session_id,
        organization_years.organization_gu as org_id,
        cast(max(begun_parts.school_year) as varchar) as school_year,
        codes.term_code,
        cast(cast(min(begun_parts.first_day) as date) as varchar) as start_date,
        cast(max(begun_parts.last_day) as varchar) as end_date
    from begun_parts
    inner join codes on begun_parts.school_year_trm_def_gu = codes.school_year_trm_def_gu
    left join organization_years
        on begun_parts.organization_year_gu = organization_years.organization_year_gu
    group by begun_parts.organization_year_gu, codes.term_code, organization_years.organization_gu

)

select * from final
