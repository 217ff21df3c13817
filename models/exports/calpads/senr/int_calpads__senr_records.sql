-- Grain: one row per export and record that it could hold: an enrollment span in scope in the year;
-- of senr_ssid a student with one.

with

enrollments as (

    select * from {{ ref('int_calpads__senr_enrollments') }}

),

representatives as (

    select * from {{ ref('int_calpads__representative_enrollments') }}
    where window_name = 'year'

),

identity as (

    select * from {{ ref('int_calpads__student_identity') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.1, tests 2, 3, 5 and 6: each looks at the spans that the tests before
-- it left, so a reason holds when no span is left.
students as (

    select
        student_id,
        bool_and(is_student_excluded) as is_student_excluded,
        bool_and(is_org_excluded) as is_school_excluded,
        bool_and(is_org_excluded or is_span_excluded) as is_enrollment_excluded,
        not bool_and(is_org_excluded or is_span_excluded or not has_valid_dates)
            as has_valid_dates,
        bool_and(is_org_excluded or is_span_excluded or not has_valid_dates or is_no_show)
            as is_no_show
    from enrollments
    where not is_student_missing
    group by student_id

),

-- Definition D12: the day on which the codes of the person are evaluated.
spans_of_exports as (

    select
        exports.export_name,
        case exports.export_name
            when 'senr_fall' then options.census_date
            else options.range_reference_date
        end as reference_date,
        enrollments.enrollment_id as record_key,
        enrollments.enrollment_id,
        enrollments.student_id,
        enrollments.is_student_missing,
        enrollments.is_student_excluded,
        enrollments.is_org_excluded as is_school_excluded,
        enrollments.is_span_excluded as is_enrollment_excluded,
        enrollments.has_valid_dates,
        enrollments.is_no_show
    from enrollments
    cross join (values ('senr_fall'), ('senr_ongoing')) as exports (export_name)
    cross join options
    where not {{ is_left_out('exports.export_name') }}
    union all
    select
        'senr_ssid' as export_name,
        options.year_reference_date as reference_date,
        coalesce(representatives.enrollment_id, {{ key_text(['null', 'students.student_id']) }})
            as record_key, -- a student's id is not an enrollment's
        representatives.enrollment_id,
        students.student_id,
        false as is_student_missing,
        students.is_student_excluded,
        students.is_school_excluded,
        students.is_enrollment_excluded,
        students.has_valid_dates,
        students.is_no_show
    from students
    cross join options
    left join representatives on students.student_id = representatives.student_id
    where not {{ is_left_out("'senr_ssid'") }}

),

final as (

    select
        spans.export_name,
        spans.record_key,
        spans.student_id,

        -- fields of the layout
        enrollments.reporting_lea,
        enrollments.school_of_attendance,
        enrollments.school_of_attendance_nps,
        -- SENR0742: from 2025-2026 on the school year in which the span begins (case 105).
        case
            when options.school_year >= 2026
                then {{ year_label(school_year_of('enrollments.enrollment_start_date')) }}
            else options.academic_year
        end as academic_year_id,
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
        enrollments.enrollment_start_date,
        enrollments.enrollment_status_code,
        enrollments.grade_level_code,
        enrollments.enrollment_exit_date,
        enrollments.student_exit_reason_code,
        enrollments.student_school_completion_status,
        enrollments.expected_receiver_school_of_attendance,
        enrollments.met_all_uc_csu_requirements,
        enrollments.student_school_transfer_code,
        enrollments.district_of_geographic_residence_code,
        enrollments.golden_state_seal_merit_diploma,
        enrollments.seal_of_biliteracy,
        enrollments.adult_age_transition_status,
        enrollments.graduation_exemption,

        -- local codes, and what is wrong with those that are shown
        identity.local_name_suffix_code as local_student_legal_name_suffix_code,
        identity.local_gender_code as local_student_gender_code,
        identity.local_birth_state_province_code as local_student_birth_state_province_code,
        identity.local_birth_country_code as local_student_birth_country_code,
        enrollments.local_enrollment_status_code,
        enrollments.local_grade_level_code,
        enrollments.local_student_exit_reason_code,
        enrollments.local_student_school_completion_status,
        enrollments.local_student_school_transfer_code,
        identity.name_suffix_code_finding as student_legal_name_suffix_code_finding,
        identity.gender_code_finding as student_gender_code_finding,
        identity.birth_state_province_code_finding as student_birth_state_province_code_finding,
        identity.birth_country_code_finding as student_birth_country_code_finding,
        enrollments.enrollment_status_code_finding,
        enrollments.grade_level_code_finding,
        enrollments.student_exit_reason_code_finding,
        enrollments.student_school_completion_status_finding,
        enrollments.student_school_transfer_code_finding,

        -- facts for selection, rules and findings
        enrollments.last_date,
        enrollments.org_type,
        enrollments.has_planned_exit,
        enrollments.has_exit_code_alone,
        enrollments.overlaps_primary,
        enrollments.overlaps_at_school,
        enrollments.follows_graduation,
        enrollments.repeats_graduation,
        enrollments.has_gap_after_update,
        enrollments.is_inside_primary,
        enrollments.starts_with_primary_elsewhere,
        enrollments.overlaps_another_primary,
        enrollments.is_exit_completion_pair,
        enrollments.is_exit_grade_pair,
        enrollments.is_completion_grade_pair,
        coalesce(identity.is_birth_place_refused, false) as is_birth_place_refused,
        {{ age_on('identity.birth_date', 'options.year_reference_date') }} as age,
        {{ age_on('identity.birth_date', 'enrollments.enrollment_start_date') }} as age_at_start,
        identity.birth_state_and_country,
        enrollments.exit_and_completion,
        enrollments.exit_and_grade,
        enrollments.completion_and_grade,
        spans.is_student_missing,
        spans.is_student_excluded,
        spans.is_school_excluded,
        spans.is_enrollment_excluded,
        spans.has_valid_dates,
        spans.is_no_show
    from spans_of_exports as spans
    cross join options
    left join enrollments on spans.enrollment_id = enrollments.enrollment_id
    left join identity
        on
            spans.student_id = identity.student_id
            and spans.reference_date = identity.reference_date

)

select * from final
