-- Grain: one row per student, incident of the year at a place in scope and result, as SIRS would
-- send it; of actions without state code one per local code.

with

results as (

    select * from {{ ref('int_discipline__results') }}

),

incidents as (

    select * from {{ ref('stg_sis__discipline_incidents') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope

),

participants as (

    select * from {{ ref('int_discipline__participants') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

identity as (

    select * from {{ ref('int_calpads__student_identity') }}

),

current_students as (

    select * from {{ ref('int_calpads__current_students') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'sirs'

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        'sirs' as export_name,
        {{ key_text([
            'results.incident_id', 'results.student_id', 'results.result_code',
            'case when results.result_code is null then results.local_result_code end'
        ]) }} as record_key,
        results.incident_id,
        results.student_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        concat_ws('-', results.incident_id, results.student_id, results.result_code)
            as local_record_id,
        orgs.reporting_lea,
        orgs.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        incidents.local_incident_number as incident_id_local,
        results.result_code as incident_result_code,
        results.authority_code as incident_result_authority_code,
        results.duration_days as incident_result_duration_days,
        results.modification_code as incident_result_modification_code,

        -- local codes of fields, and what is wrong with them
        identity.local_gender_code as local_student_gender_code,
        results.local_result_code as local_incident_result_code,
        results.local_authority_code as local_incident_result_authority_code,
        cast(null as string) as local_incident_result_duration_days,
        results.local_modification_code as local_incident_result_modification_code,
        identity.gender_code_finding as student_gender_code_finding,
        results.result_code_finding as incident_result_code_finding,
        results.authority_code_finding as incident_result_authority_code_finding,
        results.duration_days_finding as incident_result_duration_days_finding,
        results.modification_code_finding as incident_result_modification_code_finding,

        -- facts for selection and rules
        incidents.incident_date,
        results.is_removal,
        -- As SINC shows it (mapping of 18.16).
        case when participants.has_statutory_offense then participants.instructional_support end
            as instructional_support,
        coalesce(participants.is_reportable, false) as is_incident_reportable,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        coalesce(students.has_disability, false) as has_disability,
        orgs.is_excluded as is_school_excluded,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted
    from results
    cross join options
    inner join incidents on results.incident_id = incidents.incident_id
    inner join orgs on incidents.org_id = orgs.org_id
    left join participants
        on
            results.incident_id = participants.incident_id
            and results.student_id = participants.student_id
    left join students on results.student_id = students.student_id
    left join identity
        on
            results.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on results.student_id = current_students.student_id
    left join submitted on results.student_id = submitted.subject_key
    where incidents.incident_date between options.year_start_date and options.year_end_date

)

select * from final
