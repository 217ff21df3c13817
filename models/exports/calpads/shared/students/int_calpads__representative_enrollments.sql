-- Grain: one row per student and window: the counting enrollment that represents the student.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_counting

),

status_ranks as (

    select * from {{ ref('code_roles') }}
    where role = 'representative_enrollment'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D12: the day that counts is the as-of date held inside the window.
windows as (

    select
        'year' as window_name,
        year_start_date as window_start_date,
        year_end_date as window_end_date,
        year_reference_date as reference_date
    from options
    union all
    select
        'range' as window_name,
        start_date as window_start_date,
        end_date as window_end_date,
        range_reference_date as reference_date
    from options

),

overlapping as (

    select
        spans.*,
        windows.window_name,
        windows.reference_date,
        {{ span_covers('spans.entry_date', 'spans.exit_date', 'windows.reference_date') }}
            as covers_reference_date
    from spans
    cross join windows
    where
        {{ spans_overlap(
            'spans.entry_date', 'spans.exit_date',
            'windows.window_start_date', 'windows.window_end_date'
        ) }}

),

-- Definition D9: a span that covers the day, then by status, then the latest entry and id.
ranked as (

    select
        overlapping.*,
        row_number() over (
            partition by overlapping.student_id, overlapping.window_name
            order by
                case when overlapping.covers_reference_date then 0 else 1 end asc,
                status_ranks.sort_order asc nulls last,
                overlapping.entry_date desc,
                overlapping.enrollment_id desc
        ) as place
    from overlapping
    left join status_ranks on overlapping.enrollment_status_code = status_ranks.code

),

final as (

    select
        student_id,
        window_name,
        reference_date,
        enrollment_id,
        org_id,
        grade_level_code,
        entry_date,
        exit_date
    from ranked
    where place = 1

)

select * from final
