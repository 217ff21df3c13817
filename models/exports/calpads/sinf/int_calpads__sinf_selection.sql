-- Grain: one row per record that SINF could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__sinf_records') }}

),

current_students as (

    select * from {{ ref('int_calpads__current_students') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'sinf'

),

options as (

    select * from {{ ref('run_options') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            record_key,
            reporting_lea,
            school_of_attendance,
            ssid,
            local_student_id,
            student_legal_first_name,
            student_legal_middle_name,
            student_legal_last_name,
            student_legal_name_suffix_code,
            student_alias_first_name,
            student_alias_middle_name,
            student_alias_last_name,
            student_gender_code,
            student_birth_city,
            student_birth_state_province_code,
            student_birth_country_code,
            student_race_1_code,
            student_race_2_code,
            student_race_3_code,
            student_race_4_code,
            student_race_5_code,
            residential_address_line_1,
            residential_address_line_2,
            residential_address_city_name,
            residential_address_state_province_code,
            residential_address_zip_code,
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
            parent_guardian_2_highest_education_level_code
        ) as typed_text
    from records

),

-- Selection rules, section 3.4, tests 1 to 8: the first that holds is the reason.
tested as (

    select
        typed.export_name,
        typed.record_key,
        typed.student_id,
        typed.ssid,
        case
            when typed.is_student_excluded then 'student_excluded'
            when typed.is_school_excluded then 'school_excluded'
            when typed.is_enrollment_excluded then 'enrollment_excluded'
            when not typed.is_enrolled_in_range then 'not_enrolled_in_range'
            when not {{ has_digits('typed.ssid', 10) }} then 'missing_ssid'
            when
                not options.include_not_enrolled
                and not coalesce(current_students.is_enrolled_on_as_of_date, false)
                then 'not_currently_enrolled'
            when not options.include_previously_submitted and submitted.subject_key is not null
                then 'previously_submitted'
            when {{ is_unsafe(['typed.typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed
    cross join options
    left join current_students on typed.student_id = current_students.student_id
    left join submitted on typed.student_id = submitted.subject_key

),

-- Test 9: students that share an SSID are all left out; none of them is trusted.
counted as (

    select
        *,
        count(*) over (partition by early_reason is null, ssid) as students_with_ssid
    from tested

),

final as (

    select
        export_name,
        record_key,
        student_id as subject_key,
        coalesce(
            early_reason, case when students_with_ssid > 1 then 'duplicate_ssid' end
        ) as exclusion_reason
    from counted

)

select * from final
