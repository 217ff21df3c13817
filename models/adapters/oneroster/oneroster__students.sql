-- Grain: one row per person of users.csv who is a student somewhere.

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

learners as (

    select user_id
    from roles
    where role = 'student'
    group by user_id

),

-- Local codes are the words of the specification: sex, and the name of each race that is true.
final as (

    select
        users.sourcedid as student_id,
        users.identifier as local_student_id,
        {{ id_of_type('users.userids', 'SSID') }} as ssid,
        users.givenname as legal_first_name,
        users.middlename as legal_middle_name,
        users.familyname as legal_last_name,
        users.preferredgivenname as preferred_first_name,
        users.preferredfamilyname as preferred_last_name,
        demographics.birthdate as birth_date,
        demographics.sex as gender_code,
        demographics.cityofbirth as birth_city,
        demographics.stateofbirthabbreviation as birth_state_code,
        demographics.countryofbirthcode as birth_country_code,
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
        users.email,
        coalesce(users.phone, users.sms) as phone,
        case
            when users.status = 'tobedeleted' then 'true'
        end as is_deleted,
        users.datelastmodified as updated_at
    from users
    inner join learners on users.sourcedid = learners.user_id
    left join demographics
        on
            users.sourcedid = demographics.sourcedid
            and coalesce(demographics.status, '') <> 'tobedeleted'

)

select * from final
