-- Grain: one row per enrollment span in scope in the year: what SENR would send of it.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_in_scope and overlaps_academic_year

),

enrollments as (

    select * from {{ ref('stg_sis__enrollments') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

graduate_codes as (

    select * from {{ ref('code_roles') }}
    where role = 'graduate'

),

conflicts as (

    select * from {{ ref('int_calpads__enrollment_conflicts') }}

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of 1.25: a planned exit stays blank, a no-show keeps its exit; the exit facts are shown
-- or blank together.
shown as (

    select
        spans.*,
        coalesce(spans.exit_date <= options.as_of_date or spans.is_no_show, false) as shows_exit,
        graduate_codes.code is not null as is_graduate
    from spans
    cross join options
    left join graduate_codes on spans.completion_status_code = graduate_codes.code

),

enrollment_facts as (

    select
        shown.enrollment_id,
        shown.student_id,
        orgs.reporting_lea,
        orgs.org_type,
        orgs.school_code as school_of_attendance,
        orgs.nonpublic_school_code as school_of_attendance_nps,
        shown.entry_date as enrollment_start_date,
        shown.exit_date as last_date,
        shown.enrollment_status_code,
        shown.grade_level_code,
        shown.exit_date is not null and not shown.shows_exit as has_planned_exit,
        shown.exit_date is null and enrollments.exit_code is not null as has_exit_code_alone,
        case when shown.shows_exit then shown.exit_date end as enrollment_exit_date,
        case when shown.shows_exit then shown.exit_reason_code end as student_exit_reason_code,
        case when shown.shows_exit then shown.completion_status_code end
            as student_school_completion_status,
        case when shown.shows_exit then enrollments.expected_receiver_school_code end
            as expected_receiver_school_of_attendance,
        -- Mapping of 1.29, 1.32, 1.33 and 1.35: only beside completion status 100.
        case
            when shown.shows_exit and shown.is_graduate then enrollments.uc_csu_requirements_met
        end
            as met_all_uc_csu_requirements,
        shown.transfer_code as student_school_transfer_code,
        enrollments.residence_district_code as district_of_geographic_residence_code,
        case
            when shown.shows_exit and shown.is_graduate then enrollments.golden_state_seal_merit
        end
            as golden_state_seal_merit_diploma,
        case when shown.shows_exit and shown.is_graduate then enrollments.seal_of_biliteracy end
            as seal_of_biliteracy,
        enrollments.transition_status as adult_age_transition_status,
        case when shown.shows_exit and shown.is_graduate then enrollments.graduation_exemption end
            as graduation_exemption,

        -- local codes, and what is wrong with those that are shown
        enrollments.enrollment_type_code as local_enrollment_status_code,
        enrollments.grade_code as local_grade_level_code,
        enrollments.exit_code as local_student_exit_reason_code,
        enrollments.completion_code as local_student_school_completion_status,
        enrollments.transfer_code as local_student_school_transfer_code,
        shown.enrollment_status_code_finding,
        shown.grade_level_code_finding,
        case when shown.shows_exit then shown.exit_reason_code_finding end
            as student_exit_reason_code_finding,
        case when shown.shows_exit then shown.completion_status_code_finding end
            as student_school_completion_status_finding,
        shown.transfer_code_finding as student_school_transfer_code_finding,

        shown.is_student_missing,
        shown.is_student_excluded,
        shown.is_org_excluded,
        shown.is_span_excluded,
        shown.has_valid_dates,
        shown.is_no_show
    from shown
    inner join enrollments on shown.enrollment_id = enrollments.enrollment_id
    inner join orgs on shown.org_id = orgs.org_id

),

final as (

    select
        enrollment_facts.*,
        coalesce(conflicts.overlaps_primary, false) as overlaps_primary,
        coalesce(conflicts.overlaps_at_school, false) as overlaps_at_school,
        coalesce(conflicts.follows_graduation, false) as follows_graduation,
        coalesce(conflicts.repeats_graduation, false) as repeats_graduation,
        coalesce(conflicts.has_gap_after_update, false) as has_gap_after_update,
        -- A span that does not count has no row there and breaks no rule about them.
        coalesce(conflicts.is_inside_primary, true) as is_inside_primary,
        coalesce(conflicts.starts_with_primary_elsewhere, false) as starts_with_primary_elsewhere,
        coalesce(conflicts.overlaps_another_primary, false) as overlaps_another_primary,
        -- A completion goes with the listed exits only (SENR0022); a grade that is newer than the
        -- published pairs breaks nothing.
        enrollment_facts.student_exit_reason_code is null
        or enrollment_facts.student_school_completion_status is null
        or coalesce(exit_completion.is_allowed, false) as is_exit_completion_pair,
        coalesce(exit_grade.is_allowed, true) as is_exit_grade_pair,
        coalesce(completion_grade.is_allowed, true) as is_completion_grade_pair,
        enrollment_facts.student_exit_reason_code || ' with '
        || enrollment_facts.student_school_completion_status as exit_and_completion,
        enrollment_facts.student_exit_reason_code || ' with ' || enrollment_facts.grade_level_code
            as exit_and_grade,
        enrollment_facts.student_school_completion_status || ' with '
        || enrollment_facts.grade_level_code as completion_and_grade
    from enrollment_facts
    left join conflicts on enrollment_facts.enrollment_id = conflicts.enrollment_id
    left join pairs as exit_completion
        on {{ is_pair('exit_completion', 'student_exit_category.school_completion_status',
                      'enrollment_facts.student_exit_reason_code',
                      'enrollment_facts.student_school_completion_status') }}
    left join pairs as exit_grade
        on {{ is_pair('exit_grade', 'student_exit_category.grade_level',
                      'enrollment_facts.student_exit_reason_code',
                      'enrollment_facts.grade_level_code') }}
    left join pairs as completion_grade
        on {{ is_pair('completion_grade', 'school_completion_status.grade_level',
                      'enrollment_facts.student_school_completion_status',
                      'enrollment_facts.grade_level_code') }}

)

select * from final
