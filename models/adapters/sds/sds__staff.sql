-- Grain: one row per person of users.csv with a role other than student.

with

users as (

    select * from {{ source('sds', 'users') }}

),

roles as (

    select * from {{ source('sds', 'roles') }}

),

demographics as (

    select * from {{ source('sds', 'demographics') }}

),

employees as (

    select usersourcedid
    from roles
    where role <> 'student'
    group by usersourcedid

),

final as (

    select
        users.sourcedid as staff_id,
        users.sourcedid as local_staff_id,
        users.givenname as legal_first_name,
        users.familyname as legal_last_name,
        demographics.birthdate as birth_date,
        demographics.sex as gender_code,
        case
            when demographics.ethnicitycodes = 'hispanicOrLatinoEthnicity' then 'true'
        end as is_hispanic,
        demographics.racecodes as race_code_1
    from users
    inner join employees on users.sourcedid = employees.usersourcedid
    left join demographics on users.sourcedid = demographics.usersourcedid

)

select * from final
