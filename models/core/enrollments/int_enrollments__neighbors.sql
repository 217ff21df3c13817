-- Grain: one row per effective enrollment span: which spans of the person lie before and after it.

with

spans as (

    select * from {{ ref('int_enrollments__spans') }}
    where is_effective

),

duplicates as (

    select * from {{ ref('int_students__duplicates') }}

),

-- Narrow on purpose: a window carries every column of its rows. Students with one SSID are one
-- person at the state. Primary = status 10, or status 30 for longer than 30 days (SENR0027).
dated as (

    select
        spans.enrollment_id,
        coalesce(duplicates.person_id, spans.student_id) as person_id,
        spans.org_id,
        spans.entry_date,
        {{ end_or_open('spans.exit_date') }} as last_date,
        coalesce(
            spans.enrollment_status_code = '10'
            or (
                spans.enrollment_status_code = '30'
                and {{ days_between('spans.entry_date', 'spans.exit_date') }} > 30
            ),
            false
        ) as is_primary
    from spans
    left join duplicates on spans.student_id = duplicates.student_id

),

-- The spans before all begin no later, so the running maximum of their ends tells every overlap
-- and gap in one pass.
of_person as (

    select
        enrollment_id,
        person_id,
        entry_date,
        last_date,
        is_primary,
        lag(enrollment_id) over in_order as previous_enrollment_id,
        lead(enrollment_id) over in_order as next_enrollment_id,
        max(last_date) over earlier as earlier_end,
        max(entry_date) over later as latest_entry,
        max(case when is_primary then last_date end) over earlier as earlier_primary_end,
        min(case when is_primary then entry_date end) over later as later_primary_start
    from dated
    window
        in_order as (partition by person_id order by entry_date, last_date, enrollment_id),
        earlier as (
            partition by person_id
            order by entry_date, last_date, enrollment_id
            rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by person_id
            order by entry_date, last_date, enrollment_id
            rows between 1 following and unbounded following
        )

),

at_school as (

    select
        enrollment_id,
        lead(enrollment_id) over in_order as next_at_school_id,
        lead(entry_date) over in_order as next_entry_at_school
    from dated
    window
        in_order as (
            partition by person_id, org_id
            order by entry_date, last_date, enrollment_id
        )

),

final as (

    select
        of_person.enrollment_id,
        of_person.person_id,
        of_person.previous_enrollment_id,
        of_person.next_enrollment_id,
        at_school.next_at_school_id,
        of_person.is_primary,
        of_person.is_primary
        and coalesce(
            of_person.earlier_primary_end >= of_person.entry_date
            or of_person.later_primary_start <= of_person.last_date,
            false
        ) as is_concurrent_primary,
        of_person.last_date,
        of_person.earlier_end,
        of_person.latest_entry,
        at_school.next_entry_at_school
    from of_person
    inner join at_school on of_person.enrollment_id = at_school.enrollment_id

)

select * from final
