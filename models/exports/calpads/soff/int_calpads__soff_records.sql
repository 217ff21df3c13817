-- Grain: one row per student, incident of the year at a place in scope and offense, as SOFF would
-- send it.

with

offenses as (

    select * from {{ ref('int_discipline__offenses') }}
    where is_in_scope

),

participants as (

    select * from {{ ref('int_discipline__participants') }}
    where is_reportable

),

weapon_offenses as (

    select code from {{ ref('code_roles') }}
    where role = 'weapon_offense'

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
    where export_name = 'soff'

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        'soff' as export_name,
        {{ key_text([
            'offenses.incident_id', 'offenses.student_id', 'offenses.local_offense_code'
        ]) }} as record_key,
        offenses.incident_id,
        offenses.student_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        concat_ws('-', offenses.incident_id, offenses.student_id, offenses.local_offense_code)
            as local_record_id,
        offenses.reporting_lea,
        offenses.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        offenses.incident_number as incident_id_local,
        offenses.offense_code as student_offense_code,
        offenses.weapon_code as weapon_category_code,

        -- local codes of fields, and what is wrong with them
        identity.local_gender_code as local_student_gender_code,
        offenses.local_offense_code as local_student_offense_code,
        offenses.local_weapon_code as local_weapon_category_code,
        identity.gender_code_finding as student_gender_code_finding,
        offenses.offense_code_finding as student_offense_code_finding,
        offenses.weapon_code_finding as weapon_category_code_finding,

        -- facts for selection and rules
        offenses.incident_date,
        concat_ws(' with ', offenses.offense_code, offenses.weapon_code) as offense_and_weapon,
        weapon_offenses.code is not null as is_weapon_offense,
        participants.student_id is not null as is_incident_reportable,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        offenses.is_org_excluded as is_school_excluded,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted
    from offenses
    cross join options
    left join participants
        on
            offenses.incident_id = participants.incident_id
            and offenses.student_id = participants.student_id
    left join weapon_offenses on offenses.offense_code = weapon_offenses.code
    left join students on offenses.student_id = students.student_id
    left join identity
        on
            offenses.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on offenses.student_id = current_students.student_id
    left join submitted on offenses.student_id = submitted.subject_key
    where offenses.incident_date between options.year_start_date and options.year_end_date

)

select * from final
