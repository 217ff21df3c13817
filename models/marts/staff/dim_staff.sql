-- Grain: one row per staff member: identity with state codes, and the work of the year.

with

identity as (

    select * from {{ ref('int_staff__identity') }}

),

affiliations as (

    select * from {{ ref('int_staff__affiliations') }}

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
        staff_id,
        bool_or(is_teaching) as teaches_in_year
    from affiliations
    group by staff_id

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
        sum(sum(fte_percent)) over (partition by staff_id) as fte_percent
    from assignments
    group by staff_id, org_id, job_classification_code

),

final as (

    select
        identity.staff_id,
        identity.local_staff_id,
        identity.seid,
        identity.legal_first_name,
        identity.legal_middle_name,
        identity.legal_last_name,
        identity.gender_code,
        identity.highest_degree_code,
        identity.employment_status_code,
        ranked.org_id as main_org_id,
        ranked.job_classification_code as main_job_classification_code,
        ranked.fte_percent as fte_percent_on_census_date,
        identity.service_years_lea,
        identity.service_years_total,
        identity.seid is not null as has_seid,
        identity.is_staff_excluded as is_excluded,
        affiliated.staff_id is not null as is_affiliated_in_year,
        coalesce(affiliated.teaches_in_year, false) as teaches_in_year,
        coalesce(
            {{ span_covers('identity.employment_start_date', 'identity.employment_end_date',
                           'options.census_date') }},
            false
        ) as is_employed_on_census_date,
        identity.birth_date,
        identity.employment_start_date,
        identity.employment_end_date
    from identity
    inner join options on identity.reference_date = options.year_reference_date
    left join affiliated on identity.staff_id = affiliated.staff_id
    left join ranked
        on
            identity.staff_id = ranked.staff_id
            and ranked.place = 1

)

select * from final
