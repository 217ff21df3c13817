-- Grain: one row per primary enrollment span that shares a day with a primary one of the person at
-- another LEA of the raw tables.

with

spans as (

    select * from {{ ref('int_enrollments__spans') }}
    where is_effective

),

conflicts as (

    select * from {{ ref('int_calpads__enrollment_conflicts') }}
    where is_primary

),

duplicates as (

    select * from {{ ref('int_students__duplicates') }}

),

primaries as (

    select
        spans.enrollment_id,
        coalesce(duplicates.person_id, spans.student_id) as person_id,
        spans.reporting_lea,
        spans.entry_date,
        {{ end_or_open('spans.exit_date') }} as last_date
    from spans
    inner join conflicts on spans.enrollment_id = conflicts.enrollment_id
    left join duplicates on spans.student_id = duplicates.student_id

),

-- Few persons are at several LEAs of one agency, so only their spans are paired.
persons as (

    select person_id
    from primaries
    group by person_id
    having min(reporting_lea) <> max(reporting_lea)

),

of_persons as (

    select primaries.*
    from primaries
    inner join persons on primaries.person_id = persons.person_id

),

final as (

    select
        of_persons.enrollment_id,
        bool_or(of_persons.entry_date = others.entry_date) as starts_on_the_same_day
    from of_persons
    inner join of_persons as others
        on
            of_persons.person_id = others.person_id
            and of_persons.reporting_lea <> others.reporting_lea
            and {{ spans_overlap('of_persons.entry_date', 'of_persons.last_date',
                                 'others.entry_date', 'others.last_date') }}
    group by of_persons.enrollment_id

)

select * from final
