-- Grain: one row per language status begun in the year by a student enrolled in scope, as SELA
-- would send it.

with

statuses as (

    select * from {{ ref('int_calpads__sela_statuses') }}

),

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_in_scope and overlaps_academic_year

),

anchors as (

    select * from {{ ref('int_calpads__representative_enrollments') }}
    where window_name = 'range'

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

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
    where export_name = 'sela'

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

grades as (

    select * from {{ ref('code_roles') }}
    where role = 'grade_order'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.14: a span that touches the year, counting or not, makes a candidate.
enrolled_in_year as (

    select student_id
    from spans
    group by student_id

),

final as (

    select
        'sela' as export_name,
        {{ key_text([
            'statuses.student_id', date_text('statuses.start_date'), 'statuses.local_status_code'
        ]) }} as record_key,
        statuses.student_id,

        -- fields of the layout
        concat_ws(
            '-', statuses.student_id, {{ date_text('statuses.start_date') }}, statuses.status_code
        ) as local_record_id,
        orgs.reporting_lea,
        orgs.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        identity.local_student_id,
        statuses.status_code as english_language_acquisition_status_code,
        statuses.start_date as english_language_acquisition_status_start_date,
        languages.state_code as primary_language_code,
        statuses.correction_reason_code,

        -- local codes of fields, and what is wrong with them
        identity.local_gender_code as local_student_gender_code,
        statuses.local_status_code as local_english_language_acquisition_status_code,
        students.primary_language_code as local_primary_language_code,
        statuses.local_correction_reason_code,
        identity.gender_code_finding as student_gender_code_finding,
        statuses.status_code_finding as english_language_acquisition_status_code_finding,
        {{ code_finding('languages', 'students.primary_language_code') }}
            as primary_language_code_finding,
        statuses.correction_reason_code_finding,

        -- facts for selection and rules
        statuses.previous_status_code,
        statuses.first_date_of_status,
        statuses.statuses_of_day,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        anchors.student_id is not null as is_enrolled_in_range,
        -- TK to 12 are the grades of order 4 to 17.
        coalesce(grades.sort_order not between 4 and 17, false) as is_grade_without_status,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted
    from statuses
    cross join options
    inner join enrolled_in_year on statuses.student_id = enrolled_in_year.student_id
    inner join students on statuses.student_id = students.student_id
    left join anchors on statuses.student_id = anchors.student_id
    left join orgs on anchors.org_id = orgs.org_id
    left join grades on anchors.grade_level_code = grades.code
    left join identity
        on
            statuses.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join state_codes as languages
        on {{ code_matches('languages', 'calpads.language', 'students.primary_language_code',
                           'options.range_reference_date') }}
    left join current_students on statuses.student_id = current_students.student_id
    left join submitted on statuses.student_id = submitted.subject_key
    where statuses.start_date between options.year_start_date and options.year_end_date

)

select * from final
