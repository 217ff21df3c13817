-- Grain: one row per staff member: identity with state codes, and the work of the year.

with

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

affiliations as (

    select * from {{ ref('int_staff__affiliations') }}
    where is_in_scope

),

assignments as (

    select * from {{ ref('int_staff__assignments') }}
    where is_in_effect_on_census_date

),

options as (

    select * from {{ ref('run_options') }}

),

affiliated as (

    select
        affiliations.staff_id,
        bool_or(affiliations.is_teaching) as teaches_in_year
    from affiliations
    cross join options
    where
        affiliations.school_year = options.school_year
        or (
            not affiliations.is_teaching
            and {{ spans_overlap('affiliations.start_date', 'affiliations.end_date',
                                 'options.year_start_date', 'options.year_end_date') }}
        )
    group by affiliations.staff_id

),

-- Where most of the work is on Census Day: the largest share, then the lowest keys.
ranked as (

    select
        staff_id,
        org_id,
        job_classification_code,
        row_number() over (
            partition by staff_id
            order by sum(fte_percent) desc nulls last, org_id asc, job_classification_code asc
        ) as place,
        case
            when
                not coalesce(
                    bool_or(bool_or(is_fte_percent_unread)) over (partition by staff_id), false
                )
                then cast(sum(sum(fte_percent)) over (partition by staff_id) as decimal(6, 1))
        end as fte_percent
    from assignments
    group by staff_id, org_id, job_classification_code

),

final as (

    select
        staff.staff_id,
        staff.local_staff_id,
        staff.seid,
        staff.legal_first_name,
        staff.legal_middle_name,
        staff.legal_last_name,
        genders.state_code as gender_code,
        degrees.state_code as highest_degree_code,
        statuses.state_code as employment_status_code,
        ranked.org_id as main_org_id,
        ranked.job_classification_code as main_job_classification_code,
        ranked.fte_percent as fte_percent_on_census_date,
        staff.service_years_lea,
        staff.service_years_total,
        staff.seid is not null as has_seid,
        coalesce(staff.exclude_from_state_reporting, false) as is_excluded,
        affiliated.staff_id is not null as is_affiliated_in_year,
        coalesce(affiliated.teaches_in_year, false) as teaches_in_year,
        staff.staff_id is not null
        and {{ span_covers('staff.employment_start_date', 'staff.employment_end_date',
                           'options.census_date') }} as is_employed_on_census_date,
        staff.birth_date,
        staff.employment_start_date,
        staff.employment_end_date
    from staff
    cross join options
    left join state_codes as genders
        on {{ code_matches('genders', 'calpads.gender', 'staff.gender_code',
                           'options.year_reference_date') }}
    left join state_codes as degrees
        on {{ code_matches('degrees', 'calpads.degree', 'staff.highest_degree_code',
                           'options.year_reference_date') }}
    left join state_codes as statuses
        on {{ code_matches('statuses', 'calpads.employment_status',
                           'staff.employment_status_code', 'options.year_reference_date') }}
    left join affiliated on staff.staff_id = affiliated.staff_id
    left join ranked
        on
            staff.staff_id = ranked.staff_id
            and ranked.place = 1

)

select * from final
