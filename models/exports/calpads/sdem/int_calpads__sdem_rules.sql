-- Grain: one row per SDEM record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__sdem_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdem_selection') }}
    where exclusion_reason is null

),

sass_records as (

    select * from {{ ref('int_calpads__sass_records') }}

),

sass_selection as (

    select * from {{ ref('int_calpads__sass_selection') }}
    where exclusion_reason is null

),

elsewhere as (

    select * from {{ ref('int_staff__assigned_elsewhere') }}

),

sent_years as (

    select * from {{ ref('int_submissions__sent_service_years') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- What the SASS rows of one person say together.
people_in_sass as (

    select
        sass_records.reporting_lea,
        sass_records.seid,
        bool_or(sass_records.is_teaching) as is_teaching
    from sass_records
    inner join sass_selection on sass_records.record_key = sass_selection.record_key
    group by sass_records.reporting_lea, sass_records.seid

),

selected as (

    select
        records.*,
        people_in_sass.seid is not null as is_in_sass,
        people_in_sass.is_teaching,
        elsewhere.staff_id is not null as is_assigned_elsewhere,
        sent_years.service_years_lea as sent_years_lea,
        sent_years.service_years_total as sent_years_total,
        options.as_of_date,
        options.year_end_date,
        {{ months_later('options.as_of_date', 6) }} as latest_employment_start
    from records
    cross join options
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    left join people_in_sass
        on
            records.reporting_lea = people_in_sass.reporting_lea
            and records.seid = people_in_sass.seid
    left join elsewhere
        on
            records.staff_id = elsewhere.staff_id
            and records.reporting_lea = elsewhere.reporting_lea
    left join sent_years on records.seid = sent_years.seid

),

final as (

    select
        export_name,
        record_key,

        -- SDEM0009 (7.10 to 7.15): only letters, digits, period, hyphen and apostrophe allowed.
        {{ has_other_than_name_characters('staff_legal_first_name') }}
            as sdem0009__staff_legal_first_name,
        {{ has_other_than_name_characters('staff_legal_middle_name') }}
            as sdem0009__staff_legal_middle_name,
        {{ has_other_than_name_characters('staff_legal_last_name') }}
            as sdem0009__staff_legal_last_name,
        {{ has_other_than_name_characters('staff_alias_first_name') }}
            as sdem0009__staff_alias_first_name,
        {{ has_other_than_name_characters('staff_alias_middle_name') }}
            as sdem0009__staff_alias_middle_name,
        {{ has_other_than_name_characters('staff_alias_last_name') }}
            as sdem0009__staff_alias_last_name,
        -- SDEM0010 (7.13, 7.15): alias last name filled requires alias first name.
        staff_alias_first_name is null and staff_alias_last_name is not null as sdem0010,
        -- SDEM0011 (7.13, 7.15): alias first name filled requires alias last name.
        staff_alias_last_name is null and staff_alias_first_name is not null as sdem0011,
        -- SDEM0064 (7.04): effective start must fall in the reported year.
        effective_start_date > year_end_date as sdem0064,
        -- SDEM0107 (7.16): age 18 to 94.
        age not between 18 and 94 as sdem0107,
        -- SDEM0111 (7.16, 7.28): employment should start after the 18th birthday.
        age_when_hired < 18 as sdem0111,
        -- SDEM0112 (7.28): employment start at most six months ahead.
        staff_employment_start_date > latest_employment_start as sdem0112,
        -- SDEM0113 (7.30, 7.31): years in LEA at most total years.
        staff_service_years_lea > staff_service_years_total as sdem0113,
        -- SDEM0114 (7.28, 7.29): employment end must not precede start.
        staff_employment_end_date < staff_employment_start_date as sdem0114,
        -- SDEM0115 (7.16, 7.30): years in LEA at most age minus 17.
        staff_service_years_lea > age - 17 as sdem0115,
        -- SDEM0221 (7.30, 7.31): both service-year counts must be at least 1.
        staff_service_years_lea < 1 as sdem0221__staff_service_years_lea,
        staff_service_years_total < 1 as sdem0221__staff_service_years_total,
        -- SDEM0258 (7.16, 7.31): total years at most age minus 17.
        staff_service_years_total > age - 17 as sdem0258,
        -- FLASH293 (7.30, 7.31): service years have grown since the row of the year before; the
        -- ledger knows what was sent.
        staff_service_years_lea <= sent_years_lea as flash293__staff_service_years_lea,
        staff_service_years_total <= sent_years_total as flash293__staff_service_years_total,
        -- CERT084 (Fall 2): SDEM without SASS.
        is_employed_on_census_date and not is_in_sass and not is_assigned_elsewhere as cert084,
        -- CERT109 (Fall 2; 7.27, 8.13): teacher lacks employment status.
        is_teaching and staff_employment_status_code is null as cert109,

        -- The day on which the values took effect lies after the as-of date or the year.
        is_effective_date_moved as staff_effective_date_moved,
        -- The employment begins after the as-of date, so the effective date has not come.
        effective_start_date > as_of_date as staff_effective_date_ahead
    from selected

)

select * from final
