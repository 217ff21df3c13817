-- Grain: one row per effective enrollment span: how it lies beside other primary spans.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_effective

),

conflicts as (

    select * from {{ ref('int_calpads__enrollment_conflicts') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- A span whose exit is planned is open, as the file tells it (mapping of 1.25).
marked as (

    select
        spans.enrollment_id,
        spans.student_id,
        spans.org_id,
        spans.entry_date,
        {{ end_or_open('spans.exit_date') }} as last_date,
        {{ end_or_open(
            'case when spans.exit_date <= options.as_of_date then spans.exit_date end'
        ) }} as told_last_date,
        conflicts.is_primary
    from spans
    cross join options
    inner join conflicts on spans.enrollment_id = conflicts.enrollment_id

),

-- Of the primary spans that start no later the longest decides; those that start later overlap
-- when the first of them does.
neighbors as (

    select
        *,
        max(case when is_primary then told_last_date end) over until_then as told_primary_end,
        max(case when is_primary then last_date end) over until_then as primary_end,
        min(case when is_primary then entry_date end) over from_then as primary_start,
        count(*) filter (where is_primary) over (
            partition by student_id, entry_date
        ) as starts_anywhere,
        count(*) filter (where is_primary) over (
            partition by student_id, entry_date, org_id
        ) as starts_at_school
    from marked
    window
        until_then as (
            partition by student_id
            order by entry_date
            range between unbounded preceding and current row
            exclude current row
        ),
        from_then as (
            partition by student_id
            order by entry_date
            range between current row and unbounded following
            exclude current row
        )

),

final as (

    select
        enrollment_id,
        coalesce(told_primary_end >= told_last_date, false) as is_inside_primary,
        starts_anywhere > starts_at_school as starts_with_primary_elsewhere,
        coalesce(primary_end >= entry_date or primary_start <= last_date, false)
            as overlaps_another_primary
    from neighbors

)

select * from final
