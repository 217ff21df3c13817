-- Grain: one row per offense or truancy that the SDIS file could hold, with why it does not.

with

records as (

    select * from {{ ref('int_discipline__sdis_records') }}

),

rule_hits as (

    select * from {{ ref('int_discipline__sdis_hits') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

identity as (

    select * from {{ ref('int_students__identity') }}

),

current_students as (

    select * from {{ ref('int_students__current') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'sdis'

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
        records.record_key,
        records.student_id as subject_key,
        records.reporting_lea,
        records.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        records.incident_number as disciplinary_incident_id_local,
        records.incident_date as disciplinary_incident_occurrence_date,
        records.offense_code as student_offense_code,
        records.most_severe_offense_code as incident_most_severe_offense_code,
        records.weapon_code as weapon_category_code,
        records.action_code as incident_disciplinary_action_taken_code,
        records.authority_code as disciplinary_action_authority_code,
        records.duration_days as incident_disciplinary_action_duration_days,
        records.instructional_support,
        records.modification_code as disciplinary_action_modification_category_code,
        records.interim_removal_code as removal_to_interim_alternative_setting_reason_code,
        records.local_offense_code,
        records.is_truancy,
        records.is_org_excluded,
        {{ joined_hits([
            'records.code_hits', 'rule_hits.rule_hits',
            'coalesce(' ~ hits_on('identity.identity_hits', ['student_gender_code'])
            ~ ', ' ~ hits([]) ~ ')',
        ]) }} as hits,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        -- A student once truant stays so to June 30 (definition D14).
        case
            when records.is_truancy
                then
                    records.incident_date <= options.end_date
                    and options.start_date <= options.year_end_date
            else records.incident_date between options.start_date and options.end_date
        end as is_in_range,
        -- From 2018-2019 every statutory offense is told, whatever the action (versions of SDIS).
        options.school_year >= 2019
        or records.is_removal
        or records.is_in_special_education
        or records.is_weapon_offense as is_action_reportable,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted,
        options.include_not_enrolled,
        options.include_previously_submitted
    from records
    cross join options
    inner join rule_hits on records.record_key = rule_hits.record_key
    left join students on records.student_id = students.student_id
    left join identity
        on
            records.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on records.student_id = current_students.student_id
    left join submitted on records.student_id = submitted.subject_key

),

checked as (

    select
        *,
        {{ unsafe_hits(sdis_texts()) }} as unsafe_hits
    from joined

),

-- Selection rules, section 3.13, tests 1 to 11: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_org_excluded then 'school_excluded'
            when not is_in_range then 'outside_date_range'
            when is_truancy and student_offense_code is null then 'truancy_without_state_code'
            when student_offense_code is null then 'offense_not_reportable'
            when not is_truancy and not is_action_reportable then 'action_not_reportable'
            when not {{ has_digits('ssid', 10) }} then 'missing_ssid'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as reason
    from checked

),

-- Test 12 (SDIS0212): of rows with one key the lowest local offense stays.
ranked as (

    select
        *,
        row_number() over (
            partition by
                reason is null,
                school_of_attendance,
                ssid,
                disciplinary_incident_id_local,
                student_offense_code
            order by local_offense_code, record_key
        ) as place
    from tested

),

final as (

    select
        record_key,
        subject_key,
        reporting_lea,
        school_of_attendance,
        academic_year_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_last_name,
        student_birth_date,
        student_gender_code,
        disciplinary_incident_id_local,
        disciplinary_incident_occurrence_date,
        student_offense_code,
        incident_most_severe_offense_code,
        weapon_category_code,
        incident_disciplinary_action_taken_code,
        disciplinary_action_authority_code,
        incident_disciplinary_action_duration_days,
        instructional_support,
        disciplinary_action_modification_category_code,
        removal_to_interim_alternative_setting_reason_code,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when place > 1 then 'duplicate_key'
        end as exclusion_reason
    from ranked

)

select * from final
