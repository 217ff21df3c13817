-- Grain: one row per student registered for expanded learning in the year, as LEAP would send it.

with

registrations as (

    select * from {{ ref('int_calpads__leap_registrations') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

anchors as (

    select * from {{ ref('int_calpads__representative_enrollments') }}
    where window_name = 'year'

),

grades as (

    select * from {{ ref('code_roles') }}
    where role = 'grade_order' and sort_order between 4 and 17

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'leap'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of 26.04: all places in scope have one reporting LEA, that of the agency or of the site.
reporting as (

    select min(reporting_lea) as reporting_lea
    from orgs

),

-- Mapping of 26.09: 0 when no days are given, for the student never came (case 129). A sum with
-- days that could not be read is blank.
summed as (

    select
        student_id,
        program_code,
        min(local_program_code) as local_program_code,
        min(program_code_finding) as program_code_finding,
        bool_and(is_school_excluded) as is_school_excluded,
        bool_or(is_unread) as is_unread,
        coalesce(sum(program_days), 0) as program_days
    from registrations
    group by student_id, program_code

),

final as (

    select
        'leap' as export_name,
        {{ key_text(['summed.student_id', 'summed.program_code']) }} as record_key,
        summed.student_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        concat_ws('-', summed.student_id, summed.program_code) as local_record_id,
        reporting.reporting_lea,
        options.academic_year as academic_year_id,
        students.ssid,
        students.local_student_id,
        summed.program_code as lea_education_program_code,
        case when not summed.is_unread then summed.program_days end
            as expanded_learning_program_days,

        -- local codes of fields, and what is wrong with them and the sum
        summed.local_program_code as local_lea_education_program_code,
        summed.program_code_finding as lea_education_program_code_finding,
        case when summed.is_unread then 'sum_unreadable' end
            as expanded_learning_program_days_finding,

        -- facts for the selection
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        summed.is_school_excluded,
        anchors.student_id is not null and grades.code is null as is_grade_not_tk_12,
        submitted.subject_key is not null as was_submitted
    from summed
    cross join options
    cross join reporting
    left join students on summed.student_id = students.student_id
    left join anchors on summed.student_id = anchors.student_id
    left join grades on anchors.grade_level_code = grades.code
    left join submitted on summed.student_id = submitted.subject_key

)

select * from final
