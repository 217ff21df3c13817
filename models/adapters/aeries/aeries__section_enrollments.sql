-- Grain: one row per section, student and first day.

with

course_attendance as (

    select * from {{ source('aeries', 'car') }}

),

students_of_schools as (

    select * from {{ ref('int_aeries__students_of_schools') }}

),

-- CAR.DE is the last day: in the examples of the Aeries API it is the last day of the term.
final as (

    select
        {{ key_text(['sc', 'se'], 'course_attendance') }} as section_id,
        students_of_schools.student_id,
        course_attendance.ds as start_date,
        course_attendance.de as end_date
    from course_attendance
    left join students_of_schools
        on
            course_attendance.sc = students_of_schools.sc
            and course_attendance.sn = students_of_schools.sn
    where not coalesce({{ to_boolean('course_attendance.del') }}, false)

)

select * from final
