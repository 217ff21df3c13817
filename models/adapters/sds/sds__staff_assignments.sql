-- Grain: one row per person, organization, role and session of roles.csv but those of students.

with

roles as (

    select * from {{ source('sds', 'roles') }}

),

final as (

    select
        {{ key_text(['usersourcedid', 'orgsourcedid', 'role', 'sessionsourcedid']) }}
            as staff_assignment_id,
        usersourcedid as staff_id,
        orgsourcedid as org_id,
        role as job_classification_code,
        rolestartdate as start_date,
        roleenddate as end_date
    from roles
    where role <> 'student'

)

select * from final
