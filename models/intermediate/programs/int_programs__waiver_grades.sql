-- Grain: one row per waiver whose student has an enrollment in the year: the grade at the outcome.

with

waivers as (

    select * from {{ ref('int_programs__waivers') }}
    where is_candidate

),

spans as (

    select * from {{ ref('int_students__enrollment_spans') }}
    where is_counting and touches_year

),

anchor_statuses as (

    select * from {{ ref('code_roles') }}
    where role = 'anchor'

),

-- Definition D9 with the outcome date as reference date.
ranked as (

    select
        waivers.waiver_id,
        spans.grade_level_code,
        row_number() over (
            partition by waivers.waiver_id
            order by
                ({{ span_covers('spans.entry_date', 'spans.exit_date', 'waivers.outcome_date') }})
                desc nulls last,
                anchor_statuses.sort_order asc nulls last,
                spans.entry_date desc,
                spans.enrollment_id desc
        ) as place
    from waivers
    inner join spans on waivers.student_id = spans.student_id
    left join anchor_statuses on spans.enrollment_status_code = anchor_statuses.code

),

final as (

    select
        waiver_id,
        grade_level_code
    from ranked
    where place = 1

)

select * from final
