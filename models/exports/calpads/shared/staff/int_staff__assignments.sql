-- Grain: one row per staff assignment at a known place that shares a day with the academic year.

with

assignments as (

    select * from {{ ref('stg_sis__staff_assignments') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D12: the reference date of SASS is Census Day (open question 14).
final as (

    select
        assignments.staff_assignment_id,
        assignments.staff_id,
        assignments.org_id,
        orgs.reporting_lea,
        orgs.is_in_scope,
        job_classifications.state_code as job_classification_code,
        nonclassroom_codes.state_code as nonclassroom_code,
        assignments.fte_percent,
        -- A percent counts by its days (mapping of 8.14).
        {{ is_unread('assignments', 'fte_percent') }}
        or {{ is_unread('assignments', 'start_date') }}
        or {{ is_unread('assignments', 'end_date') }} as is_fte_percent_unread,
        assignments.start_date,
        assignments.end_date,
        {{ span_covers('assignments.start_date', 'assignments.end_date',
                       'options.census_date') }} as is_in_effect_on_census_date,
        assignments.job_classification_code as local_job_classification_code,
        {{ code_finding('job_classifications', 'assignments.job_classification_code') }}
            as job_classification_code_finding,
        assignments.nonclassroom_code as local_nonclassroom_code,
        {{ code_finding('nonclassroom_codes', 'assignments.nonclassroom_code') }}
            as nonclassroom_code_finding
    from assignments
    inner join orgs on assignments.org_id = orgs.org_id
    cross join options
    left join state_codes as job_classifications
        on {{ code_matches('job_classifications', 'calpads.job_classification',
                           'assignments.job_classification_code', 'options.census_date') }}
    left join state_codes as nonclassroom_codes
        on {{ code_matches('nonclassroom_codes', 'calpads.non_classroom_assignment',
                           'assignments.nonclassroom_code', 'options.census_date') }}
    where {{ spans_overlap(
        'assignments.start_date', 'assignments.end_date',
        'options.year_start_date', 'options.year_end_date'
    ) }}

)

select * from final
