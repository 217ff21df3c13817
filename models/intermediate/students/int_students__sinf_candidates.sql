-- Grain: one row per student that the SINF file could hold, with why it does not.

with

records as (

    select * from {{ ref('int_students__sinf_records') }}

),

rule_hits as (

    select * from {{ ref('int_students__sinf_hits') }}

),

current_students as (

    select * from {{ ref('int_students__current') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'sinf'

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
        records.student_id as record_key,
        records.student_id as subject_key,
        records.*,
        {{ joined_hits(['records.value_hits', 'rule_hits.rule_hits']) }} as hits,
        {{ matches_pattern('records.ssid', '[0-9]{10}') }} as has_ssid,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted,
        options.include_not_enrolled,
        options.include_previously_submitted
    from records
    cross join options
    inner join rule_hits on records.student_id = rule_hits.student_id
    left join current_students on records.student_id = current_students.student_id
    left join submitted on records.student_id = submitted.subject_key

),

checked as (

    select
        *,
        {{ unsafe_hits(sinf_texts()) }} as unsafe_hits
    from joined

),

-- Selection rules, section 3.4, tests 1 to 8: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_excluded then 'student_excluded'
            when is_school_excluded then 'school_excluded'
            when is_enrollment_excluded then 'enrollment_excluded'
            when not is_enrolled_in_range then 'not_enrolled_in_range'
            when not coalesce(has_ssid, false) then 'missing_ssid'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as reason
    from checked

),

-- Test 9: students that share an SSID are all left out; none of them is trusted.
counted as (

    select
        *,
        count(*) over (partition by reason is null, ssid) as students_with_ssid
    from tested

),

final as (

    select
        record_key,
        subject_key,
        effective_start_date,
        reporting_lea,
        school_of_attendance,
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
        is_hispanic,
        is_ethnicity_missing,
        student_race_1_code,
        student_race_2_code,
        student_race_3_code,
        student_race_4_code,
        student_race_5_code,
        is_race_missing,
        residential_address_line_1,
        residential_address_line_2,
        residential_address_city_name,
        residential_address_state_province_code,
        residential_address_zip_code,
        us_school_entry_date,
        is_under_three_years,
        parent_guardian_1_highest_education_level_code,
        guardian_1_first_name,
        guardian_1_last_name,
        guardian_2_first_name,
        guardian_2_last_name,
        student_preferred_first_name,
        student_preferred_last_name,
        mailing_address_line_1,
        mailing_address_line_2,
        mailing_address_city_name,
        mailing_address_state_province_code,
        mailing_address_zip_code,
        parent_guardian_2_highest_education_level_code,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when students_with_ssid > 1 then 'duplicate_ssid'
        end as exclusion_reason
    from counted

)

select * from final
