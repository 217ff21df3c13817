-- Grain: one row per role of roles.csv (1.2) that is not of a student or a family.

with

roles as (

    select * from {{ source('oneroster', 'roles') }}

),

final as (

    select
        sourcedid as staff_assignment_id,
        usersourcedid as staff_id,
        orgsourcedid as org_id,
        role as job_classification_code,
        begindate as start_date,
        {{ day_before('enddate') }} as end_date,
        case
            when status = 'tobedeleted' then 'true'
        end as is_deleted,
        datelastmodified as updated_at
    from roles
    where role not in ('student', 'guardian', 'parent', 'relative')

)

select * from final
