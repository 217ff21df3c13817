-- Grain: one row per staff member and reporting LEA with an affiliation in the year.

with

affiliations as (

    select * from {{ ref('int_staff__affiliations') }}

),

identity as (

    select * from {{ ref('int_staff__identity') }}

),

effective_dates as (

    select * from {{ ref('int_staff__effective_dates') }}

),

races as (

    select * from {{ ref('int_staff__races') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.10, test 3: asked of every place of affiliation.
affiliated as (

    select
        staff_id,
        reporting_lea,
        bool_and(is_org_excluded) as is_school_excluded
    from affiliations
    group by staff_id, reporting_lea

),

final as (

    select
        concat_ws('|', affiliated.staff_id, affiliated.reporting_lea) as record_key,
        affiliated.staff_id,
        effective_dates.effective_start_date,
        affiliated.reporting_lea,
        options.academic_year as academic_year_id,
        identity.seid,
        identity.local_staff_id,
        identity.legal_first_name as staff_legal_first_name,
        identity.legal_middle_name as staff_legal_middle_name,
        identity.legal_last_name as staff_legal_last_name,
        identity.alias_first_name as staff_alias_first_name,
        identity.alias_middle_name as staff_alias_middle_name,
        identity.alias_last_name as staff_alias_last_name,
        identity.birth_date as staff_birth_date,
        identity.gender_code as staff_gender_code,
        identity.is_hispanic,
        identity.is_hispanic is null as is_ethnicity_missing,
        races.race_1_code as staff_race_1_code,
        races.race_2_code as staff_race_2_code,
        races.race_3_code as staff_race_3_code,
        races.race_4_code as staff_race_4_code,
        races.race_5_code as staff_race_5_code,
        races.race_1_code is null as is_race_missing,
        identity.highest_degree_code as staff_highest_degree_code,
        identity.employment_status_code as staff_employment_status_code,
        identity.employment_start_date as staff_employment_start_date,
        -- Mapping of 7.29: an end that has not come is not told.
        case
            when identity.employment_end_date <= options.as_of_date
                then identity.employment_end_date
        end as staff_employment_end_date,
        identity.service_years_lea as staff_service_years_lea,
        identity.service_years_total as staff_service_years_total,
        coalesce(
            {{ span_covers('identity.employment_start_date', 'identity.employment_end_date',
                           'options.census_date') }},
            false
        ) as is_employed_on_census_date,
        {{ age_on('identity.birth_date', 'options.year_reference_date') }} as age,
        {{ age_on('identity.birth_date', 'identity.employment_start_date') }} as age_when_hired,
        {{ months_later('options.as_of_date', 6) }} as latest_employment_start,
        identity.staff_id is null as is_staff_missing,
        coalesce(identity.is_staff_excluded, false) as is_staff_excluded,
        affiliated.is_school_excluded,
        {{ joined_hits([
            'coalesce(effective_dates.date_hits, ' ~ hits([]) ~ ')',
            'coalesce(identity.code_hits, ' ~ hits([]) ~ ')',
            'coalesce(races.race_hits, ' ~ hits([]) ~ ')',
        ]) }} as value_hits
    from affiliated
    cross join options
    left join identity
        on
            affiliated.staff_id = identity.staff_id
            and options.year_reference_date = identity.reference_date
    left join effective_dates on affiliated.staff_id = effective_dates.staff_id
    left join races on affiliated.staff_id = races.staff_id

)

select * from final
