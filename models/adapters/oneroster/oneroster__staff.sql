-- Grain: one row per person of users.csv with a role other than student or of a family.

with

users as (

    select * from {{ source('oneroster', 'users') }}

),

demographics as (

    select * from {{ source('oneroster', 'demographics') }}

),

roles as (

    select * from {{ ref('int_oneroster__roles') }}

),

-- OneRoster CSV, RoleType: the roles of families; all others work for the organization.
employees as (

    select user_id
    from roles
    where role not in ('student', 'guardian', 'parent', 'relative')
    group by user_id

),

final as (

    select
        users.sourcedid as staff_id,
        users.identifier as local_staff_id,
        {{ id_of_type('users.userids', 'SEID') }} as seid,
        users.givenname as legal_first_name,
        users.middlename as legal_middle_name,
        users.familyname as legal_last_name,
        demographics.birthdate as birth_date,
        demographics.sex as gender_code,
        demographics.hispanicorlatinoethnicity as is_hispanic,
        case
            when demographics.americanindianoralaskanative = 'true'
                then 'americanIndianOrAlaskaNative'
        end as race_code_1,
        case
            when demographics.asian = 'true' then 'asian'
        end as race_code_2,
        case
            when demographics.blackorafricanamerican = 'true' then 'blackOrAfricanAmerican'
        end as race_code_3,
        case
            when demographics.nativehawaiianorotherpacificislander = 'true'
                then 'nativeHawaiianOrOtherPacificIslander'
        end as race_code_4,
        case
            when demographics.white = 'true' then 'white'
        end as race_code_5,
        case
            when users.status = 'tobedeleted' then 'true'
        end as is_deleted,
        users.datelastmodified as updated_at
    from users
    inner join employees on users.sourcedid = employees.user_id
    left join demographics
        on
            users.sourcedid = demographics.sourcedid
            and coalesce(demographics.status, '') <> 'tobedeleted'

)

select * from final
