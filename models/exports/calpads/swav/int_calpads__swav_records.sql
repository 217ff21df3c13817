-- Grain: one row per waiver in scope decided in the year or without date, as SWAV would send it.

with

waivers as (

    select * from {{ ref('int_programs__waivers') }}

),

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_counting and overlaps_academic_year

),

anchor_statuses as (

    select * from {{ ref('code_roles') }}
    where role = 'representative_enrollment'

),

disability_spans as (

    select * from {{ ref('int_programs__disability_spans') }}

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
    where export_name = 'swav'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.12: a waiver without date is here to be left out with a reason.
of_year as (

    select waivers.*
    from waivers
    cross join options
    where
        waivers.is_in_scope
        and coalesce(
            waivers.outcome_date between options.year_start_date and options.year_end_date, true
        )

),

-- Kinds of exemption that the student was ever granted here; a later row replaces an earlier one.
granted as (

    select
        student_id,
        count(distinct exemption_code) as granted_exemptions
    from waivers
    where outcome_code = '1'
    group by student_id

),

-- A program without school is held wherever the student is enrolled.
in_program as (

    select of_year.waiver_id
    from of_year
    inner join disability_spans
        on
            of_year.student_id = disability_spans.student_id
            and of_year.org_id = coalesce(disability_spans.org_id, of_year.org_id)
    cross join options
    where
        {{ spans_overlap('disability_spans.start_date', 'disability_spans.end_date',
                         'options.year_start_date', 'options.year_end_date') }}
    group by of_year.waiver_id

),

-- Definition D9 with the outcome date as reference date.
enrollments as (

    select
        of_year.waiver_id,
        spans.grade_level_code,
        row_number() over (
            partition by of_year.waiver_id
            order by
                ({{ span_covers('spans.entry_date', 'spans.exit_date', 'of_year.outcome_date') }})
                desc nulls last,
                anchor_statuses.sort_order asc nulls last,
                spans.entry_date desc,
                spans.enrollment_id desc
        ) as place
    from of_year
    inner join spans on of_year.student_id = spans.student_id
    left join anchor_statuses on spans.enrollment_status_code = anchor_statuses.code

),

final as (

    select
        'swav' as export_name,
        {{ key_text(['of_year.waiver_id']) }} as record_key,
        of_year.waiver_id as local_record_id,
        of_year.student_id,

        -- fields of the layout
        of_year.reporting_lea,
        of_year.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        of_year.exemption_code as education_regulatory_exemption_code,
        of_year.outcome_code as education_regulatory_exemption_outcome_code,
        of_year.outcome_date as education_regulatory_exemption_outcome_start_date,

        -- local codes of fields, and what is wrong with them
        identity.local_gender_code as local_student_gender_code,
        of_year.local_exemption_code as local_education_regulatory_exemption_code,
        of_year.local_outcome_code as local_education_regulatory_exemption_outcome_code,
        identity.gender_code_finding as student_gender_code_finding,
        of_year.exemption_code_finding as education_regulatory_exemption_code_finding,
        of_year.outcome_code_finding as education_regulatory_exemption_outcome_code_finding,

        -- facts for selection, rules and findings
        enrollments.grade_level_code,
        'grade ' || enrollments.grade_level_code as grade_at_outcome,
        coalesce(granted.granted_exemptions, 0) as granted_exemptions,
        in_program.waiver_id is not null as is_in_program,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        of_year.is_org_excluded as is_school_excluded,
        of_year.is_exemption_valid,
        of_year.outcome_date between options.start_date and options.end_date as is_in_range,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted
    from of_year
    cross join options
    left join students on of_year.student_id = students.student_id
    left join identity
        on
            of_year.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on of_year.student_id = current_students.student_id
    left join submitted on of_year.student_id = submitted.subject_key
    left join granted on of_year.student_id = granted.student_id
    left join in_program on of_year.waiver_id = in_program.waiver_id
    left join enrollments
        on
            of_year.waiver_id = enrollments.waiver_id
            and enrollments.place = 1

)

select * from final
