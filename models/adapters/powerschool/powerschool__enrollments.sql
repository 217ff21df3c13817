-- Grain: one row per enrollment, the present one of Students and those of ReEnrollments.

with

students as (

    select * from {{ source('powerschool', 'students') }}

),

reenrollments as (

    select * from {{ source('powerschool', 'reenrollments') }}

),

enrolled as (

    select
        'Students' as source_table,
        id as source_id,
        id as studentid,
        schoolid,
        entrydate,
        exitdate,
        exitcode,
        grade_level,
        track
    from students
    union all
    select
        'ReEnrollments' as source_table,
        id as source_id,
        studentid,
        schoolid,
        entrydate,
        exitdate,
        exitcode,
        grade_level,
        track
    from reenrollments

),

-- PowerSchool, ExitDate: the first day that the student does not attend.
final as (

    select
        {{ key_text(['source_table', 'source_id']) }} as enrollment_id,
        studentid as student_id,
        schoolid as org_id,
        entrydate as entry_date,
        {{ day_before('exitdate') }} as exit_date,
        exitcode as exit_code,
        grade_level as grade_code,
        track
    from enrolled

)

select * from final
