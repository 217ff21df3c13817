-- Grain: one row per student and school with an enrollment that touches the year, as STAS would
-- send it.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_in_scope and overlaps_academic_year

),

summaries as (

    select * from {{ ref('int_calpads__stas_summaries') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

places as (

    select * from {{ ref('stg_sis__orgs') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

current_students as (

    select * from {{ ref('int_calpads__current_students') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'stas'

),

statuses as (

    select * from {{ ref('code_roles') }}
    where role = 'absence_summary'

),

options as (

    select * from {{ ref('run_options') }}

),

in_range as (

    select
        spans.student_id,
        spans.org_id,
        spans.is_span_excluded,
        spans.enrollment_status_code,
        spans.is_counting
        and {{ spans_overlap(
            'spans.entry_date', 'spans.exit_date', 'options.start_date', 'options.end_date'
        ) }} as is_in_range
    from spans
    cross join options

),

pairs as (

    select
        in_range.student_id,
        in_range.org_id,
        bool_and(in_range.is_span_excluded) as is_enrollment_excluded,
        bool_or(in_range.is_in_range) as is_enrolled_in_range,
        bool_or(in_range.is_in_range and statuses.code is not null) as has_reportable_status
    from in_range
    left join statuses on in_range.enrollment_status_code = statuses.code
    group by in_range.student_id, in_range.org_id

),

final as (

    select
        'stas' as export_name,
        {{ key_text(['pairs.student_id', 'pairs.org_id']) }} as record_key,
        pairs.student_id,
        pairs.org_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        concat_ws('-', pairs.student_id, pairs.org_id) as local_record_id,
        orgs.reporting_lea,
        orgs.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        students.ssid,
        students.local_student_id,
        coalesce(summaries.is_exempt, false)
            as student_absence_summary_data_collection_exemption_indicator,
        coalesce(places.hourly_attendance, false) as hourly_attendance_school_type_indicator,
        summaries.expected_days as expected_attendance_days,
        summaries.attended as days_attended_in_person,
        summaries.suspended_out as days_absent_out_of_school_suspension,
        summaries.suspended_in as days_in_attendance_in_school_suspension,
        summaries.excused as days_absent_in_person_excused_non_suspension,
        summaries.unexcused as days_absent_in_person_unexcused_non_suspension,
        summaries.study_non_ada as non_ada_generating_independent_study_days,
        summaries.study_ada as ada_generating_independent_study_days,
        case when not coalesce(summaries.is_exempt, false) then places.period_attendance end
            as period_by_period_attendance_method_indicator,
        summaries.recovery_days as attendance_recovery_days,

        -- what is wrong with the sums
        case when summaries.is_expected_unread then 'sum_unreadable' end
            as expected_attendance_days_finding,
        case when summaries.is_absence_unread then 'sum_unreadable' end
            as days_attended_in_person_finding,
        case when summaries.is_recovery_unread then 'sum_unreadable' end
            as attendance_recovery_days_finding,

        -- facts for selection and rules
        coalesce(summaries.days_over_one, 0) as days_over_one,
        coalesce(summaries.has_span_without_calendar, false) as has_span_without_calendar,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        orgs.is_excluded as is_school_excluded,
        orgs.org_type in ('nonpublic_school', 'private_school') as is_nonpublic_school,
        pairs.is_enrollment_excluded,
        pairs.is_enrolled_in_range,
        pairs.has_reportable_status,
        summaries.student_id is not null as has_reportable_grade,
        coalesce(summaries.has_calendar or summaries.is_exempt, false) as has_calendar,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted
    from pairs
    cross join options
    inner join orgs on pairs.org_id = orgs.org_id
    inner join places on pairs.org_id = places.org_id
    left join summaries
        on
            pairs.student_id = summaries.student_id
            and pairs.org_id = summaries.org_id
    left join students on pairs.student_id = students.student_id
    left join current_students on pairs.student_id = current_students.student_id
    left join submitted on pairs.student_id = submitted.subject_key

)

select * from final
