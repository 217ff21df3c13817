-- Grain: one row per student, place and term with a counting enrollment there in the term.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_counting

),

sections as (

    select * from {{ ref('int_courses__sections_in_scope') }}

),

scheduling_statuses as (

    select * from {{ ref('code_roles') }}
    where role = 'scheduling'

),

completion_grades as (

    select * from {{ ref('code_roles') }}
    where role = 'completion_grade'

),

high_school_grades as (

    select * from {{ ref('code_roles') }}
    where role = 'high_school_grade'

),

terms as (

    select
        org_id,
        session_id,
        session_start_date,
        session_end_date,
        window_start_date,
        window_end_date
    from sections
    where session_start_date is not null
    group by
        org_id, session_id, session_start_date, session_end_date, window_start_date, window_end_date

),

-- Selection 3.9, tests 12 and 13: the latest enrollment of the term gives the grade.
in_term as (

    select
        spans.student_id,
        spans.org_id,
        terms.session_id,
        spans.grade_level_code,
        coalesce(
            scheduling_statuses.code is not null
            and {{ spans_overlap('spans.entry_date', 'spans.exit_date',
                                 'terms.window_start_date', 'terms.window_end_date') }},
            false
        ) as is_in_window,
        row_number() over (
            partition by spans.student_id, spans.org_id, terms.session_id
            order by spans.entry_date desc, spans.enrollment_id desc
        ) as recency
    from spans
    inner join terms
        on
            spans.org_id = terms.org_id
            and {{ spans_overlap('spans.entry_date', 'spans.exit_date',
                                 'terms.session_start_date', 'terms.session_end_date') }}
    left join scheduling_statuses on spans.enrollment_status_code = scheduling_statuses.code

),

latest as (

    select
        student_id,
        org_id,
        session_id,
        max(grade_level_code) filter (where recency = 1) as grade_level_code,
        -- Selection 3.8, test 10: status 10, 20 or 30 on a day of the range and the term.
        bool_or(is_in_window) as is_schedulable
    from in_term
    group by student_id, org_id, session_id

),

final as (

    select
        latest.student_id,
        latest.org_id,
        latest.session_id,
        latest.grade_level_code,
        completion_grades.code is not null as is_in_grades_7_to_12,
        high_school_grades.code is not null as is_in_grades_9_to_12,
        latest.is_schedulable
    from latest
    left join completion_grades on latest.grade_level_code = completion_grades.code
    left join high_school_grades on latest.grade_level_code = high_school_grades.code

)

select * from final
