-- Grain: one row per enrollment span in scope that touches the year, as SENR would tell it.

with

spans as (

    select * from {{ ref('int_students__enrollment_spans') }}
    where is_in_scope and touches_year

),

enrollments as (

    select * from {{ ref('stg_sis__enrollments') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}

),

graduate_codes as (

    select * from {{ ref('code_roles') }}
    where role = 'graduate'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of 1.25: a planned exit stays blank, a no-show keeps its exit; the exit facts are shown
-- or blank together.
shown as (

    select
        spans.*,
        coalesce(spans.exit_date <= options.as_of_date or spans.is_no_show, false)
            as shows_exit,
        graduate_codes.code is not null as is_graduate
    from spans
    cross join options
    left join graduate_codes on spans.completion_status_code = graduate_codes.code

),

final as (

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
        shown.is_student_missing,
        shown.is_student_excluded,
        shown.is_org_excluded,
        shown.is_span_excluded,
        shown.has_valid_dates,
        shown.is_no_show,
        case
            when shown.shows_exit then {{ joined_hits(['shown.entry_hits', 'shown.exit_hits']) }}
            else shown.entry_hits
        end as code_hits
    from shown
    inner join enrollments on shown.enrollment_id = enrollments.enrollment_id
    inner join orgs on shown.org_id = orgs.org_id

)

select * from final
