-- Grain: one row per student, program and first day.

with

participations as (

    select * from {{ source('infinite_campus', 'programparticipation') }}

),

programs as (

    select * from {{ source('infinite_campus', 'program') }}

),

final as (

    select
        {{ key_text(['personid', 'programid', 'startdate'], 'participations') }}
            as student_program_id,
        participations.personid as student_id,
        programs.name as program_code,
        participations.startdate as start_date,
        participations.enddate as end_date
    from participations
    left join programs on participations.programid = programs.programid

)

select * from final
