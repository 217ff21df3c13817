-- Grain: one row per attendance code without category, and per student and school with attendance
-- on days that were not expected.

with

days as (

    select * from {{ ref('int_calpads__stas_days') }}

),

selection as (

    select * from {{ ref('int_calpads__stas_selection') }}

),

summaries as (

    select * from {{ ref('int_calpads__stas_summaries') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where not is_excluded

),

-- What is left out is told by its reason, and the exempt have no days; attendance without any
-- enrollment is told here.
keyed as (

    select
        days.*,
        selection.record_key is not null as is_written,
        {{ key_text(['days.student_id', 'days.org_id']) }} as record_key
    from days
    inner join orgs on days.org_id = orgs.org_id
    left join selection
        on {{ key_text(['days.student_id', 'days.org_id']) }} = selection.record_key
    left join summaries
        on
            days.student_id = summaries.student_id
            and days.org_id = summaries.org_id
    where
        (selection.record_key is null or selection.exclusion_reason is null)
        and not coalesce(summaries.is_exempt, false)

),

-- Mapping of 13.16: a code without translation is in no bucket, so its day counts as attended.
codes as (

    select
        case
            when category_finding = 'unmapped_code' then 'unmapped_attendance_code'
            else category_finding
        end as rule_id,
        left(attendance_code, 20) as shown_code,
        count(*) as rows_of_code
    from keyed
    where category_finding is not null and is_expected and is_written
    group by category_finding, left(attendance_code, 20)

),

outside as (

    select
        record_key,
        count(*) as rows_outside,
        min(attendance_date) as first_date
    from keyed
    where
        not is_expected
        and attendance_date is not null
        and coalesce(category, '') <> 'recovery'
    group by record_key

),

final as (

    select
        'stas' as export_name,
        'all rows' as record_key,
        rule_id,
        'days_attended_in_person' as column_name,
        shown_code || ', ' || {{ number_of('rows_of_code', 'day') }} as value
    from codes
    union all
    select
        'stas' as export_name,
        record_key,
        'attendance_outside_calendar' as rule_id,
        'expected_attendance_days' as column_name,
        {{ number_of('rows_outside', 'row') }} || ' from ' || {{ date_text('first_date') }} as value
    from outside

)

select * from final
