-- Grain: one row per offense of a student in an incident, or truant student, as SDIS would send it.

with

offenses as (

    select * from {{ ref('int_calpads__sdis_offenses') }}

),

facts as (

    select * from {{ ref('int_discipline__offenses') }}

),

disability_spans as (

    select * from {{ ref('int_programs__disability_spans') }}
    where is_special_education

),

code_roles as (

    select * from {{ ref('code_roles') }}

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
    where export_name = 'sdis'

),

options as (

    select * from {{ ref('run_options') }}

),

in_special_education as (

    select offenses.record_key
    from offenses
    inner join disability_spans
        on
            offenses.student_id = disability_spans.student_id
            and {{ span_covers('disability_spans.start_date', 'disability_spans.end_date',
                               'offenses.incident_date') }}
    group by offenses.record_key

),

final as (

    select
        'sdis' as export_name,
        offenses.record_key,
        offenses.incident_id,
        offenses.student_id,
        offenses.org_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        offenses.local_record_id,
        offenses.reporting_lea,
        offenses.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        offenses.incident_number as disciplinary_incident_id_local,
        offenses.incident_date as disciplinary_incident_occurrence_date,
        offenses.offense_code as student_offense_code,
        offenses.most_severe_offense_code as incident_most_severe_offense_code,
        facts.weapon_code as weapon_category_code,
        offenses.action_code as incident_disciplinary_action_taken_code,
        facts.authority_code as disciplinary_action_authority_code,
        facts.duration_days as incident_disciplinary_action_duration_days,
        facts.instructional_support,
        facts.modification_code as disciplinary_action_modification_category_code,
        facts.interim_removal_code as removal_to_interim_alternative_setting_reason_code,

        -- local codes of fields, and what is wrong with them; actions have codes of their own
        identity.local_gender_code as local_student_gender_code,
        offenses.local_offense_code as local_student_offense_code,
        facts.local_most_severe_offense_code as local_incident_most_severe_offense_code,
        facts.local_weapon_code as local_weapon_category_code,
        facts.local_authority_code as local_disciplinary_action_authority_code,
        facts.local_modification_code as local_disciplinary_action_modification_category_code,
        facts.local_interim_removal_code
            as local_removal_to_interim_alternative_setting_reason_code,
        identity.gender_code_finding as student_gender_code_finding,
        offenses.offense_code_finding as student_offense_code_finding,
        facts.most_severe_offense_code_finding as incident_most_severe_offense_code_finding,
        facts.weapon_code_finding as weapon_category_code_finding,
        facts.authority_code_finding as disciplinary_action_authority_code_finding,
        facts.modification_code_finding
            as disciplinary_action_modification_category_code_finding,
        facts.interim_removal_code_finding
            as removal_to_interim_alternative_setting_reason_code_finding,
        cast(null as string) as local_incident_disciplinary_action_duration_days,
        facts.duration_days_finding as incident_disciplinary_action_duration_days_finding,

        -- facts for selection, rules and findings
        offenses.offense_code || ' with ' || facts.weapon_code as offense_and_weapon,
        offenses.is_truancy,
        in_special_education.record_key is not null as is_in_special_education,
        weapon_offenses.code is not null as is_weapon_offense,
        removals.code is not null as is_removal,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        offenses.is_org_excluded as is_school_excluded,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted
    from offenses
    cross join options
    left join facts
        on
            offenses.incident_id = facts.incident_id
            and offenses.student_id = facts.student_id
            and offenses.local_offense_code = facts.local_offense_code
    left join in_special_education on offenses.record_key = in_special_education.record_key
    left join code_roles as weapon_offenses
        on
            offenses.offense_code = weapon_offenses.code
            and weapon_offenses.role = 'weapon_offense'
    left join code_roles as removals
        on
            offenses.action_code = removals.code
            and removals.role = 'removal'
    left join students on offenses.student_id = students.student_id
    left join identity
        on
            offenses.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on offenses.student_id = current_students.student_id
    left join submitted on offenses.student_id = submitted.subject_key

)

select * from final
