-- Grain: one row per incident at a known organization and student in it: what its files tell.

with

participants as (

    select * from {{ ref('stg_sis__discipline_participants') }}

),

incidents as (

    select * from {{ ref('stg_sis__discipline_incidents') }}

),

offenses as (

    select * from {{ ref('stg_sis__discipline_offenses') }}

),

results as (

    select * from {{ ref('int_discipline__results') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Mapping of 18.15: the offenses that the state knows on the day of the incident.
statutory_offenses as (

    select
        offenses.incident_id,
        offenses.student_id
    from offenses
    inner join incidents on offenses.incident_id = incidents.incident_id
    inner join state_codes as codes
        on {{ code_matches('codes', 'calpads.student_offense',
                           'offenses.offense_code', 'incidents.incident_date') }}
    where codes.state_code is not null
    group by offenses.incident_id, offenses.student_id

),

results_of_student as (

    select
        incident_id,
        student_id,
        bool_or(result_code is not null) as has_result,
        bool_or(coalesce(is_removal, false)) as has_removal,
        bool_or(coalesce(is_reportable, false)) as has_reportable_result
    from results
    group by incident_id, student_id

),

final as (

    select
        participants.incident_id,
        participants.student_id,
        orgs.reporting_lea,
        orgs.school_code,
        orgs.is_in_scope,
        orgs.is_excluded as is_org_excluded,
        incidents.local_incident_number as incident_number,
        incidents.incident_date,
        participants.instructional_support,
        participants.interim_removal_code as local_interim_removal_code,
        removals.state_code as interim_removal_code,
        {{ code_finding('removals', 'participants.interim_removal_code') }}
            as interim_removal_code_finding,
        statutory_offenses.student_id is not null as has_statutory_offense,
        coalesce(results_of_student.has_result, false) as has_result,
        coalesce(results_of_student.has_removal, false) as has_removal,
        -- Selection rules, section 3.15, test 5.
        statutory_offenses.student_id is not null
        or coalesce(results_of_student.has_reportable_result, false) as is_reportable
    from participants
    inner join incidents on participants.incident_id = incidents.incident_id
    inner join orgs on incidents.org_id = orgs.org_id
    left join statutory_offenses
        on
            participants.incident_id = statutory_offenses.incident_id
            and participants.student_id = statutory_offenses.student_id
    left join results_of_student
        on
            participants.incident_id = results_of_student.incident_id
            and participants.student_id = results_of_student.student_id
    left join state_codes as removals
        on {{ code_matches('removals', 'calpads.removal_interim_alternative_setting',
                           'participants.interim_removal_code', 'incidents.incident_date') }}

)

select * from final
