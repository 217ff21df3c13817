-- Grain: one row per student: what the enrollments of every year and the language status say.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}

),

statuses as (

    select * from {{ ref('stg_sis__student_language_statuses') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

grades as (

    select * from {{ ref('code_roles') }}
    where role = 'grade_order'

),

graduate_codes as (

    select * from {{ ref('code_roles') }}
    where role = 'graduate'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Of the whole agency and of every year, whatever the site of the run; TK to 12 are the grades of
-- order 4 to 17.
students_history as (

    select
        spans.student_id,
        max(spans.entry_date) as last_entry_date,
        min(spans.exit_date) filter (
            where graduate_codes.code is not null and spans.exit_date <= options.as_of_date
        ) as graduation_date,
        min(spans.entry_date) filter (
            where spans.entry_date >= cast('2013-07-01' as date)
            and grades.sort_order between 4 and 17
            and coalesce(spans.exit_reason_code, '') not in ('N420', 'N430', 'N470')
        ) as first_school_date,
        min(spans.entry_date) filter (
            where spans.entry_date >= cast('2013-07-01' as date)
            and grades.sort_order between 4 and 17
            and coalesce(spans.exit_reason_code, '') not in ('N420', 'N430', 'N470')
            and coalesce(spans.enrollment_status_code, '') <> '50'
        ) as first_learner_date
    from spans
    cross join options
    left join graduate_codes on spans.completion_status_code = graduate_codes.code
    left join grades on spans.grade_level_code = grades.code
    where spans.is_effective
    group by spans.student_id

),

-- The language status in force on the reference date of the year.
learners as (

    select
        statuses.student_id,
        max_by(languages.state_code, statuses.start_date) = 'EL' as is_learner
    from statuses
    cross join options
    left join state_codes as languages
        on {{ code_matches('languages', 'calpads.elas', 'statuses.elas_code',
                           'statuses.start_date') }}
    where statuses.start_date <= options.year_reference_date
    group by statuses.student_id

),

final as (

    select
        students_history.*,
        coalesce(learners.is_learner, false) as is_learner
    from students_history
    left join learners on students_history.student_id = learners.student_id

)

select * from final
