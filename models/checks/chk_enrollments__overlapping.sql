-- Grain: one row per effective enrollment span that overlaps another one of the student.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}

),

conflicts as (

    select * from {{ ref('int_calpads__enrollment_conflicts') }}
    where overlaps_primary or overlaps_at_school

),

final as (

    select
        spans.enrollment_id,
        spans.student_id,
        spans.org_id,
        spans.enrollment_status_code,
        spans.entry_date,
        spans.exit_date,
        conflicts.is_primary,
        conflicts.overlaps_primary,
        conflicts.overlaps_at_school,
        case
            when conflicts.overlaps_primary
                then
                    'Two primary enrollments share a day, which the state refuses (SENR0027); '
                    || 'end one, or change its status.'
            else
                'Two enrollments at one school share a day; '
                || 'end one the day before the other begins.'
        end as message
    from conflicts
    inner join spans on conflicts.enrollment_id = spans.enrollment_id

)

select * from final
