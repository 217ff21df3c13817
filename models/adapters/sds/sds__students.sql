-- Grain: one row per person of users.csv who is a student somewhere.

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

user_flags as (

    select * from {{ source('sds', 'userflags') }}

),

learners as (

    select usersourcedid
    from roles
    where role = 'student'
    group by usersourcedid

),

-- SDS V2.1, userFlags: iep.
with_iep as (

    select usersourcedid
    from user_flags
    where flag = 'iep'
    group by usersourcedid

),

final as (

    select
        users.sourcedid as student_id,
        users.sourcedid as local_student_id,
        users.givenname as legal_first_name,
        users.familyname as legal_last_name,
        demographics.birthdate as birth_date,
        demographics.sex as gender_code,
        demographics.birthcity as birth_city,
        demographics.birthstate as birth_state_code,
        demographics.birthcountry as birth_country_code,
        case
            when demographics.ethnicitycodes = 'hispanicOrLatinoEthnicity' then 'true'
        end as is_hispanic,
        demographics.racecodes as race_code_1,
        users.email,
        coalesce(users.phone, users.sms) as phone,
        case
            when with_iep.usersourcedid is not null then 'true'
        end as has_disability
    from users
    inner join learners on users.sourcedid = learners.usersourcedid
    left join demographics on users.sourcedid = demographics.usersourcedid
    left join with_iep on users.sourcedid = with_iep.usersourcedid

)

select * from final
