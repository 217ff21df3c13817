-- Grain: one row per staff member and reporting LEA with an affiliation in the year.

with

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

races as (

    select * from {{ ref('int_calpads__sdem_races') }}

),

affiliations as (

    select * from {{ ref('int_staff__affiliations') }}
    where is_in_scope

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.10; test 3 is asked of every place of affiliation.
affiliated as (

    select
        affiliations.staff_id,
        affiliations.reporting_lea,
        bool_and(affiliations.is_org_excluded) as is_school_excluded
    from affiliations
    cross join options
    where
        affiliations.school_year = options.school_year
        or (
            not affiliations.is_teaching
            and {{ spans_overlap('affiliations.start_date', 'affiliations.end_date',
                                 'options.year_start_date', 'options.year_end_date') }}
        )
    group by affiliations.staff_id, affiliations.reporting_lea

),

-- Mapping of 7.04: the day the values took effect, not before the year.
bounded as (

    select
        staff.staff_id,
        least(options.as_of_date, options.year_end_date) as last_day,
        greatest(
            coalesce(staff.employment_start_date, options.year_start_date),
            options.year_start_date
        ) as first_day,
        greatest(
            coalesce(
                staff.demographics_effective_date,
                staff.employment_start_date,
                options.year_start_date
            ),
            options.year_start_date
        ) as wanted_day
    from staff
    cross join options

),

-- A day that has not come, or lies after the year, gives way to the first one of the employment.
effective as (

    select
        staff_id,
        wanted_day,
        case when wanted_day > last_day then first_day else wanted_day end as effective_start_date
    from bounded

),

final as (

    select
        'sdem' as export_name,
        {{ key_text(['affiliated.staff_id', 'affiliated.reporting_lea']) }} as record_key,

        -- fields of the layout
        affiliated.staff_id,
        effective.effective_start_date,
        affiliated.reporting_lea,
        options.academic_year as academic_year_id,
        staff.seid,
        staff.local_staff_id,
        staff.legal_first_name as staff_legal_first_name,
        staff.legal_middle_name as staff_legal_middle_name,
        staff.legal_last_name as staff_legal_last_name,
        staff.alias_first_name as staff_alias_first_name,
        staff.alias_middle_name as staff_alias_middle_name,
        staff.alias_last_name as staff_alias_last_name,
        staff.birth_date as staff_birth_date,
        genders.state_code as staff_gender_code,
        staff.is_hispanic,
        staff.is_hispanic is null as is_ethnicity_missing,
        {%- for place in range(1, 6) %}
        races.staff_race_{{ place }}_code,
        {%- endfor %}
        races.staff_race_1_code is null as is_race_missing,
        degrees.state_code as staff_highest_degree_code,
        statuses.state_code as staff_employment_status_code,
        staff.employment_start_date as staff_employment_start_date,
        -- Mapping of 7.29: an end that has not come is blank.
        case when staff.employment_end_date <= options.as_of_date then staff.employment_end_date end
            as staff_employment_end_date,
        staff.service_years_lea as staff_service_years_lea,
        staff.service_years_total as staff_service_years_total,

        -- local codes of fields, and what is wrong with them (definition D12)
        staff.gender_code as local_staff_gender_code,
        staff.highest_degree_code as local_staff_highest_degree_code,
        staff.employment_status_code as local_staff_employment_status_code,
        {{ code_finding('genders', 'staff.gender_code') }} as staff_gender_code_finding,
        {{ code_finding('degrees', 'staff.highest_degree_code') }}
            as staff_highest_degree_code_finding,
        {{ code_finding('statuses', 'staff.employment_status_code') }}
            as staff_employment_status_code_finding,
        {%- for place in range(1, 6) %}
        races.local_staff_race_{{ place }}_code,
        races.staff_race_{{ place }}_code_finding,
        {%- endfor %}

        -- facts for selection, rules and findings
        {{ date_text('effective.wanted_day') }} as wanted_effective_start_date,
        staff.service_years_lea || ' of ' || staff.service_years_total as service_years,
        {{ age_on('staff.birth_date', 'options.year_reference_date') }} as age,
        {{ age_on('staff.birth_date', 'staff.employment_start_date') }} as age_when_hired,
        effective.wanted_day <> effective.effective_start_date as is_effective_date_moved,
        staff.staff_id is not null
        and {{ span_covers('staff.employment_start_date', 'staff.employment_end_date',
                           'options.census_date') }} as is_employed_on_census_date,
        staff.staff_id is null as is_staff_missing,
        coalesce(staff.exclude_from_state_reporting, false) as is_staff_excluded,
        affiliated.is_school_excluded
    from affiliated
    cross join options
    left join staff on affiliated.staff_id = staff.staff_id
    left join effective on affiliated.staff_id = effective.staff_id
    left join races on affiliated.staff_id = races.staff_id
    left join state_codes as genders
        on {{ code_matches('genders', 'calpads.gender', 'staff.gender_code',
                           'options.year_reference_date') }}
    left join state_codes as degrees
        on {{ code_matches('degrees', 'calpads.degree', 'staff.highest_degree_code',
                           'options.year_reference_date') }}
    left join state_codes as statuses
        on {{ code_matches('statuses', 'calpads.employment_status',
                           'staff.employment_status_code', 'options.year_reference_date') }}

)

select * from final
