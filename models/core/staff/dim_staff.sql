-- Grain: one row per staff member: identity in state codes, and where most of the work is.

with

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

assignments as (

    select * from {{ ref('stg_sis__staff_assignments') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- The day on which the latest assignment began: the work of that day is the person's work now.
latest as (

    select
        staff_id,
        max(start_date) as start_date
    from assignments
    group by staff_id

),

in_effect as (

    select
        assignments.staff_id,
        assignments.org_id,
        job_classifications.state_code as job_classification_code,
        assignments.fte_percent
    from assignments
    inner join latest
        on
            assignments.staff_id = latest.staff_id
            and {{ span_covers('assignments.start_date', 'assignments.end_date',
                               'latest.start_date') }}
    left join state_codes as job_classifications
        on {{ code_matches('job_classifications', 'calpads.job_classification',
                           'assignments.job_classification_code', 'latest.start_date') }}

),

-- The largest share of full time, then the lowest keys.
ranked as (

    select
        staff_id,
        org_id,
        job_classification_code,
        row_number() over (
            partition by staff_id
            order by
                sum(fte_percent) desc nulls last,
                org_id asc nulls last,
                job_classification_code asc nulls last
        ) as place,
        cast(sum(sum(fte_percent)) over (partition by staff_id) as decimal(7, 3)) as fte_percent
    from in_effect
    group by staff_id, org_id, job_classification_code

),

-- Codes are those of the same day; of who has no assignment, those without end.
dated as (

    select
        staff.*,
        latest.start_date as latest_assignment_start_date,
        coalesce(latest.start_date, cast('9999-12-31' as date)) as code_date
    from staff
    left join latest on staff.staff_id = latest.staff_id

),

final as (

    select
        dated.staff_id,
        dated.local_staff_id,
        dated.seid,
        dated.legal_first_name,
        dated.legal_middle_name,
        dated.legal_last_name,
        genders.state_code as gender_code,
        degrees.state_code as highest_degree_code,
        statuses.state_code as employment_status_code,
        ranked.org_id as main_org_id,
        ranked.job_classification_code as main_job_classification_code,
        ranked.fte_percent,
        dated.service_years_lea,
        dated.service_years_total,
        dated.seid is not null as has_seid,
        coalesce(dated.exclude_from_state_reporting, false) as is_excluded,
        dated.birth_date,
        dated.employment_start_date,
        dated.employment_end_date,
        dated.latest_assignment_start_date
    from dated
    left join state_codes as genders
        on {{ code_matches('genders', 'calpads.gender', 'dated.gender_code', 'dated.code_date') }}
    left join state_codes as degrees
        on {{ code_matches('degrees', 'calpads.degree', 'dated.highest_degree_code',
                           'dated.code_date') }}
    left join state_codes as statuses
        on {{ code_matches('statuses', 'calpads.employment_status',
                           'dated.employment_status_code', 'dated.code_date') }}
    left join ranked
        on
            dated.staff_id = ranked.staff_id
            and ranked.place = 1

)

select * from final
