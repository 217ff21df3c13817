-- Grain: one row per staff assignment, in state codes.

with

assignments as (

    select * from {{ ref('stg_sis__staff_assignments') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Codes are those of the first day; of an assignment without one, those without end.
final as (

    select
        assignments.staff_assignment_id,
        assignments.staff_id,
        assignments.org_id,
        classifications.state_code as job_classification_code,
        assignments.job_classification_code as local_job_classification_code,
        nonclassroom.state_code as nonclassroom_code,
        cast(assignments.fte_percent as decimal(6, 3)) as fte_percent,
        cast({{ school_year_of('assignments.start_date') }} as integer) as school_year,
        assignments.start_date,
        assignments.end_date
    from assignments
    left join state_codes as classifications
        on {{ code_matches('classifications', 'calpads.job_classification',
                           'assignments.job_classification_code',
                           end_or_open('assignments.start_date')) }}
    left join state_codes as nonclassroom
        on {{ code_matches('nonclassroom', 'calpads.non_classroom_assignment',
                           'assignments.nonclassroom_code',
                           end_or_open('assignments.start_date')) }}

)

select * from final
