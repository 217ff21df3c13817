-- Grain: one row per student and section at a place in scope, its spans taken together.

with

spans as (

    select * from {{ ref('stg_sis__section_enrollments') }}

),

sections as (

    select * from {{ ref('int_courses__sections_in_scope') }}

),

-- A span that ends before it starts never took effect (contract of section_enrollments); one that
-- is flagged counts nowhere (selection rules 3.8 and 3.9, test schedule_excluded).
evaluated as (

    select
        spans.student_id,
        spans.section_id,
        spans.start_date,
        spans.end_date,
        coalesce(spans.exclude_from_state_reporting, false) as is_excluded,
        not coalesce(spans.exclude_from_state_reporting, false)
        and coalesce(spans.end_date >= spans.start_date, true) as took_effect,
        -- Selection rules 3.8 and 3.9, test not_in_effect: a null end is the end of the term; no
        -- window means no day of the range in the term, or an unknown term.
        not coalesce(spans.exclude_from_state_reporting, false)
        and coalesce(
            coalesce(spans.end_date >= spans.start_date, true)
            and {{ start_or_open('spans.start_date') }} <= sections.window_end_date
            and coalesce(spans.end_date, sections.session_end_date) >= sections.window_start_date,
            false
        ) as is_in_effect,
        sections.is_of_year
    from spans
    inner join sections on spans.section_id = sections.section_id

),

final as (

    select
        student_id,
        section_id,
        is_of_year,
        min(start_date) filter (where took_effect) as start_date,
        -- Open when one of its spans is.
        case
            when not bool_or(took_effect and end_date is null)
                then max(end_date) filter (where took_effect)
        end as end_date,
        bool_and(is_excluded) as is_schedule_excluded,
        bool_or(is_in_effect) as is_in_effect
    from evaluated
    group by student_id, section_id, is_of_year

)

select * from final
