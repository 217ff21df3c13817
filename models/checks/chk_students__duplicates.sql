-- Grain: one row per student who shares the SSID, or name and birth date, with another student.

with

duplicates as (

    select * from {{ ref('int_students__duplicates') }}

),

students as (

    select * from {{ ref('dim_students') }}

),

final as (

    select
        duplicates.student_id,
        students.local_student_id,
        duplicates.students_with_ssid,
        duplicates.other_student_id_with_ssid,
        duplicates.other_student_id_alike,
        case
            when
                duplicates.other_student_id_with_ssid is not null
                and duplicates.other_student_id_alike is not null
                then 'One SSID, name and birth date of two students; join them.'
            when duplicates.other_student_id_with_ssid is not null
                then
                    'The state takes students with one SSID for one person; '
                    || 'correct the SSID of one, or join them if they are one.'
            else
                'Two students have one name and birth date; compare them before a new SSID is '
                || 'asked for, and join them if they are one.'
        end as message
    from duplicates
    inner join students on duplicates.student_id = students.student_id

)

select * from final
