-- Grain: one row per student, organization and session of roles.csv.

with

roles as (

    select * from {{ source('sds', 'roles') }}

),

final as (

    select
        {{ key_text(['usersourcedid', 'orgsourcedid', 'sessionsourcedid']) }} as enrollment_id,
        usersourcedid as student_id,
        orgsourcedid as org_id,
        rolestartdate as entry_date,
        roleenddate as exit_date,
        grade as grade_code,
        isprimary as enrollment_type_code
    from roles
    where role = 'student'

)

select * from final
