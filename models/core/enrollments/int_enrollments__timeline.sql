-- Grain: one row per effective enrollment span: gaps, overlaps and what comes after its exit.

with

spans as (

    select * from {{ ref('int_enrollments__spans') }}
    where is_effective

),

neighbors as (

    select * from {{ ref('int_enrollments__neighbors') }}

),

enrollments as (

    select * from {{ ref('stg_sis__enrollments') }}

),

exit_roles as (

    select * from {{ ref('code_roles') }}
    where role in ('mid_year_update', 'year_end_exit', 'exit_without_chain')

),

-- What E150 is for: grade, transfer code, district of residence or status changed.
facts as (

    select
        spans.enrollment_id,
        {{ key_text([
            'spans.grade_level_code', 'spans.transfer_code',
            'enrollments.residence_district_code', 'spans.enrollment_status_code'
        ]) }} as facts_of_span
    from spans
    inner join enrollments on spans.enrollment_id = enrollments.enrollment_id

),

joined as (

    select
        spans.enrollment_id,
        spans.student_id,
        spans.org_id,
        spans.reporting_lea,
        spans.enrollment_status_code,
        spans.exit_reason_code,
        neighbors.person_id,
        neighbors.previous_enrollment_id,
        neighbors.next_enrollment_id,
        neighbors.next_at_school_id,
        neighbors.is_primary,
        neighbors.is_concurrent_primary,
        spans.entry_date,
        spans.exit_date,
        neighbors.last_date,
        neighbors.earlier_end,
        nullif(least(neighbors.earlier_end, neighbors.last_date), {{ end_or_open('null') }})
            as overlap_end,
        neighbors.latest_entry,
        neighbors.next_entry_at_school,
        exit_roles.role as exit_role,
        coalesce(facts.facts_of_span = next_facts.facts_of_span, false) as is_unchanged
    from spans
    inner join neighbors on spans.enrollment_id = neighbors.enrollment_id
    inner join facts on spans.enrollment_id = facts.enrollment_id
    left join facts as next_facts on neighbors.next_at_school_id = next_facts.enrollment_id
    left join exit_roles on spans.exit_reason_code = exit_roles.code

),

final as (

    select
        enrollment_id,
        student_id,
        person_id,
        org_id,
        reporting_lea,
        enrollment_status_code,
        exit_reason_code,
        previous_enrollment_id,
        next_enrollment_id,
        next_at_school_id,
        case
            when next_entry_at_school <= last_date then 'overlapped'
            when exit_date is null then 'open'
            when exit_role = 'mid_year_update'
                then
                    case
                        when latest_entry is null or latest_entry <= last_date
                            then 'update_without_row'
                        when next_entry_at_school is null then 'update_elsewhere'
                        when next_entry_at_school > last_date + 1 then 'update_with_gap'
                        when is_unchanged then 'update_without_change'
                        else 'updated'
                    end
            when exit_role = 'year_end_exit'
                then
                    case
                        when latest_entry is null or latest_entry <= last_date then 'not_returned'
                        -- E155 falls between May 15 and August 15 (SENR0287), so the year of its
                        -- day is that in which the school year ends.
                        when next_entry_at_school <= {{ school_year_end('year(exit_date)') }}
                            then 'returned_within_year'
                        else 'returned'
                    end
            when
                exit_role is null
                and exit_reason_code is not null
                and next_entry_at_school = last_date + 1
                then 'left_and_continued'
            else 'left'
        end as chain_verdict,
        case
            when earlier_end is not null
                then greatest({{ days_between('earlier_end', 'entry_date') }} - 1, 0)
        end as gap_days,
        case
            when earlier_end >= entry_date
                then {{ days_between('entry_date', 'overlap_end') }} + 1
            else 0
        end as overlap_days,
        is_primary,
        is_concurrent_primary,
        entry_date,
        exit_date,
        next_entry_at_school
    from joined

)

select * from final
