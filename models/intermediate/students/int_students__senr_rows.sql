-- Grain: one row per SENR record and reference date: record, identity on that day and broken rules.

with

records as (

    select * from {{ ref('int_students__senr_records') }}

),

rule_hits as (

    select * from {{ ref('int_students__senr_hits') }}

),

identity as (

    select * from {{ ref('int_students__identity') }}

),

options as (

    select * from {{ ref('run_options') }}

),

reference_dates as (

    select * from {{ ref('int_options__reference_dates') }}

),

final as (

    select
        reference_dates.reference_date,
        records.enrollment_id as record_key,
        records.student_id as subject_key,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_middle_name as student_legal_middle_name,
        identity.legal_last_name as student_legal_last_name,
        identity.name_suffix_code as student_legal_name_suffix_code,
        identity.alias_first_name as student_alias_first_name,
        identity.alias_middle_name as student_alias_middle_name,
        identity.alias_last_name as student_alias_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        identity.birth_city as student_birth_city,
        identity.birth_state_province_code as student_birth_state_province_code,
        identity.birth_country_code as student_birth_country_code,
        records.reporting_lea,
        records.school_of_attendance,
        records.school_of_attendance_nps,
        records.enrollment_start_date,
        records.last_date,
        records.enrollment_status_code,
        records.grade_level_code,
        records.enrollment_exit_date,
        records.student_exit_reason_code,
        records.student_school_completion_status,
        records.expected_receiver_school_of_attendance,
        records.met_all_uc_csu_requirements,
        records.student_school_transfer_code,
        records.district_of_geographic_residence_code,
        records.golden_state_seal_merit_diploma,
        records.seal_of_biliteracy,
        records.adult_age_transition_status,
        records.graduation_exemption,
        records.is_student_missing,
        records.is_student_excluded,
        records.is_org_excluded,
        records.is_span_excluded,
        records.has_valid_dates,
        records.is_no_show,
        {{ joined_hits([
            'records.code_hits', 'rule_hits.rule_hits',
            'coalesce(identity.identity_hits, ' ~ hits([]) ~ ')',
        ]) }} as hits
    from records
    cross join options
    cross join reference_dates
    inner join rule_hits on records.enrollment_id = rule_hits.enrollment_id
    left join identity
        on
            records.student_id = identity.student_id
            and reference_dates.reference_date = identity.reference_date

)

select * from final
