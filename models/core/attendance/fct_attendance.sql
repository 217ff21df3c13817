-- Grain: one row per student, school and day with an attendance row, with the share of it absent.

with

shares as (

    select * from {{ ref('int_attendance__shares') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

coded as (

    select
        shares.student_id,
        shares.org_id,
        shares.attendance_date,
        shares.day_share,
        categories.state_code as category,
        categories.local_key is null as is_unmapped
    from shares
    left join state_codes as categories
        on {{ code_matches('categories', 'sis.attendance_category', 'shares.attendance_code',
                           end_or_open('shares.attendance_date')) }}

),

-- Absent are the categories that STAS counts as days absent (mappings of 13.17, 13.19 and 13.20).
-- An unknown share (definition D24) makes the sum unknown, not smaller.
summed as (

    select
        student_id,
        org_id,
        attendance_date,
        sum(day_share) filter (where category = 'excused') as excused_share,
        sum(day_share) filter (where category = 'unexcused') as unexcused_share,
        sum(day_share) filter (where category = 'suspension_out') as suspended_share,
        bool_or(day_share is null and category = 'excused') as is_excused_unread,
        bool_or(day_share is null and category = 'unexcused') as is_unexcused_unread,
        bool_or(day_share is null and category = 'suspension_out') as is_suspended_unread,
        bool_or(is_unmapped) as has_unmapped_code
    from coded
    group by student_id, org_id, attendance_date

),

known as (

    select
        student_id,
        org_id,
        attendance_date,
        has_unmapped_code,
        case when not coalesce(is_excused_unread, false) then coalesce(excused_share, 0) end
            as excused_share,
        case when not coalesce(is_unexcused_unread, false) then coalesce(unexcused_share, 0) end
            as unexcused_share,
        case when not coalesce(is_suspended_unread, false) then coalesce(suspended_share, 0) end
            as suspended_share
    from summed

),

added as (

    select
        *,
        excused_share + unexcused_share + suspended_share as absent_share
    from known

),

-- At most 1 per day over all categories (the same mappings); a null stays null.
final as (

    select
        student_id,
        org_id,
        cast(case when excused_share > 1 then 1 else excused_share end as decimal(3, 2))
            as excused_share,
        cast(case when unexcused_share > 1 then 1 else unexcused_share end as decimal(3, 2))
            as unexcused_share,
        cast(case when suspended_share > 1 then 1 else suspended_share end as decimal(3, 2))
            as suspended_share,
        cast(case when absent_share > 1 then 1 else absent_share end as decimal(3, 2))
            as absent_share,
        has_unmapped_code,
        cast({{ school_year_of('attendance_date') }} as integer) as school_year,
        attendance_date
    from added

)

select * from final
