-- Grain: one row per section, educator and first day.

with

section_staff as (

    select * from {{ source('aeries', 'sse') }}

),

sections as (

    select * from {{ source('aeries', 'mst') }}

),

teachers as (

    select * from {{ source('aeries', 'tch') }}

),

sessions as (

    select * from {{ ref('aeries__academic_sessions') }}

),

staff_of_sections as (

    select
        {{ key_text(['sc', 'se']) }} as section_id,
        id as staff_id,
        sd as start_date,
        ed as end_date
    from section_staff
    where not coalesce({{ to_boolean('del') }}, false)

),

kept_sections as (

    select
        *,
        {{ key_text(['sc', 'se']) }} as section_id,
        {{ key_text(['sc', 'sm']) }} as session_id
    from sections
    where not coalesce({{ to_boolean('del') }}, false)

),

-- Without section staff (SSE) the teachers of a section are its teacher numbers, up to three.
teacher_numbers as (

    select
        section_id,
        sc,
        tn
    from kept_sections
    union
    select
        section_id,
        sc,
        tn2 as tn
    from kept_sections
    union
    select
        section_id,
        sc,
        tn3 as tn
    from kept_sections

),

staff_of_numbers as (

    select
        teacher_numbers.section_id,
        teachers.id as staff_id
    from teacher_numbers
    inner join teachers
        on teacher_numbers.sc = teachers.sc and teacher_numbers.tn = teachers.tn
    left join staff_of_sections on teacher_numbers.section_id = staff_of_sections.section_id
    where
        staff_of_sections.section_id is null
        and teachers.id <> '0'
        and not coalesce({{ to_boolean('teachers.del') }}, false)
    group by teacher_numbers.section_id, teachers.id

),

all_staff as (

    select
        section_id,
        staff_id,
        start_date,
        end_date
    from staff_of_sections
    union all
    select
        section_id,
        staff_id,
        cast(null as varchar) as start_date,
        cast(null as varchar) as end_date
    from staff_of_numbers

),

-- A blank first day is that of the term.
final as (

    select
        all_staff.section_id,
        all_staff.staff_id,
        coalesce(all_staff.start_date, sessions.start_date) as start_date,
        all_staff.end_date
    from all_staff
    left join kept_sections on all_staff.section_id = kept_sections.section_id
    left join sessions on kept_sections.session_id = sessions.session_id

)

select * from final
