-- Grain: one row per section of the academic year in which a student sits within term and range.

with

sections as (

    select * from {{ ref('int_courses__sections') }}

),

schedules as (

    select * from {{ ref('stg_sis__section_enrollments') }}
    where not coalesce(exclude_from_state_reporting, false)

),

-- Selection rules 3.6, test no_students. A schedule that ended before it began is none,
-- nor is one that is flagged.
final as (

    select
        sections.section_id,
        count(distinct schedules.student_id) as students
    from sections
    inner join schedules on sections.section_id = schedules.section_id
    where
        {{ spans_overlap(
            'schedules.start_date', 'schedules.end_date',
            'sections.window_start_date', 'sections.window_end_date'
        ) }}
        and {{ end_or_open('schedules.end_date') }} >= schedules.start_date
    group by sections.section_id

)

select * from final
