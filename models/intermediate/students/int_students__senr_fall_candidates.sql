-- Grain: one row per enrollment span that the Fall SENR file could hold, with why it does not.

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

current_students as (

    select * from {{ ref('int_students__current') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'senr_fall'

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
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
        records.*,
        {{ joined_hits([
            'records.code_hits', 'rule_hits.rule_hits',
            'coalesce(identity.identity_hits, ' ~ hits([]) ~ ')',
        ]) }} as hits,
        coalesce(current_students.is_enrolled_on_census_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted,
        {{ span_covers('records.enrollment_start_date', 'records.last_date',
                       'options.census_date') }} as is_active_on_census,
        options.include_not_enrolled,
        options.include_previously_submitted
    from records
    cross join options
    inner join rule_hits on records.enrollment_id = rule_hits.enrollment_id
    left join identity
        on
            records.student_id = identity.student_id
            and options.census_date = identity.reference_date
    left join current_students on records.student_id = current_students.student_id
    left join submitted on records.student_id = submitted.subject_key

),

checked as (

    select
        *,
        {{ unsafe_hits(senr_texts()) }} as unsafe_hits
    from joined

),

-- Selection rules, section 3.2, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_org_excluded then 'school_excluded'
            when is_span_excluded then 'enrollment_excluded'
            when not has_valid_dates then 'invalid_dates'
            when is_no_show then 'no_show'
            when not is_active_on_census then 'not_active_on_census'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as reason
    from checked

),

-- Test 11: of rows with one key the latest exit stays, then the lowest enrollment id.
ranked as (

    select
        *,
        row_number() over (
            partition by
                reason is null,
                school_of_attendance,
                coalesce(ssid, subject_key),
                enrollment_start_date
            order by last_date desc nulls first, record_key asc
        ) as place
    from tested

),

final as (

    select
        record_key,
        subject_key,
        reporting_lea,
        school_of_attendance,
        school_of_attendance_nps,
        academic_year_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_middle_name,
        student_legal_last_name,
        student_legal_name_suffix_code,
        student_alias_first_name,
        student_alias_middle_name,
        student_alias_last_name,
        student_birth_date,
        student_gender_code,
        student_birth_city,
        student_birth_state_province_code,
        student_birth_country_code,
        enrollment_start_date,
        enrollment_status_code,
        grade_level_code,
        enrollment_exit_date,
        student_exit_reason_code,
        student_school_completion_status,
        expected_receiver_school_of_attendance,
        met_all_uc_csu_requirements,
        student_school_transfer_code,
        district_of_geographic_residence_code,
        golden_state_seal_merit_diploma,
        seal_of_biliteracy,
        adult_age_transition_status,
        graduation_exemption,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when place > 1 then 'duplicate_key'
        end as exclusion_reason
    from ranked

)

select * from final
