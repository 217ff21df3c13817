-- Grain: one row per student and incident of the year at a place in scope, as SINC would send it.

with

participants as (

    select * from {{ ref('int_discipline__participants') }}
    where is_in_scope

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
    where export_name = 'sinc'

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        'sinc' as export_name,
        {{ key_text(['participants.incident_id', 'participants.student_id']) }} as record_key,
        participants.incident_id,
        participants.student_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        concat_ws('-', participants.incident_id, participants.student_id) as local_record_id,
        participants.reporting_lea,
        participants.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        participants.incident_number as incident_id_local,
        participants.incident_date as incident_occurrence_date,
        participants.has_statutory_offense,
        -- Mapping of 18.16: only beside a statutory offense.
        case when participants.has_statutory_offense then participants.instructional_support end
            as instructional_support,
        participants.interim_removal_code as removal_to_interim_alternative_setting_reason_code,

        -- local codes of fields, and what is wrong with them
        identity.local_gender_code as local_student_gender_code,
        participants.local_interim_removal_code
            as local_removal_to_interim_alternative_setting_reason_code,
        identity.gender_code_finding as student_gender_code_finding,
        participants.interim_removal_code_finding
            as removal_to_interim_alternative_setting_reason_code_finding,

        -- facts for selection and rules
        participants.has_result,
        participants.has_removal,
        participants.is_reportable,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        participants.is_org_excluded as is_school_excluded,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted
    from participants
    cross join options
    left join students on participants.student_id = students.student_id
    left join identity
        on
            participants.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on participants.student_id = current_students.student_id
    left join submitted on participants.student_id = submitted.subject_key
    where participants.incident_date between options.year_start_date and options.year_end_date

)

select * from final
