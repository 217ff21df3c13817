-- Grain: one row per person, organization and role: of roles.csv (1.2), else of the columns role
-- and orgSourcedIds of users.csv (1.1), which have no dates.

with

roles as (

    select * from {{ source('oneroster', 'roles') }}

),

users as (

    select * from {{ source('oneroster', 'users') }}

),

-- OneRoster 1.1, users.csv: one role, at one or several organizations.
named_orgs as (

    select
        users.sourcedid,
        users.role,
        users.status,
        users.datelastmodified,
        {{ words_in('users.orgsourcedids', "','") }} as org_id
    from users
    left join roles on users.sourcedid = roles.usersourcedid
    where users.role is not null and roles.usersourcedid is null

),

of_users as (

    select
        sourcedid as user_id,
        trim(org_id) as org_id,
        role,
        status,
        datelastmodified
    from named_orgs

),

final as (

    select
        sourcedid as role_id,
        usersourcedid as user_id,
        orgsourcedid as org_id,
        role,
        roletype as role_type,
        begindate as begin_date,
        enddate as end_date,
        status,
        datelastmodified
    from roles
    union all
    select
        {{ key_text(['user_id', 'org_id']) }} as role_id,
        user_id,
        org_id,
        role,
        cast(null as varchar) as role_type,
        cast(null as varchar) as begin_date,
        cast(null as varchar) as end_date,
        status,
        datelastmodified
    from of_users

)

select * from final
