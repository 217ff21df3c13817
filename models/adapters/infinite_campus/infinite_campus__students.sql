-- Grain: one row per person with an enrollment.

with

persons as (

    select * from {{ source('infinite_campus', 'person') }}

),

identities as (

    select * from {{ source('infinite_campus', 'identity') }}

),

enrollments as (

    select * from {{ source('infinite_campus', 'enrollment') }}

),

learners as (

    select personid
    from enrollments
    group by personid

),

-- A person has an identity for each change of name: the current one counts.
final as (

    select
        persons.personid as student_id,
        persons.studentnumber as local_student_id,
        persons.stateid as ssid,
        identities.firstname as legal_first_name,
        identities.middlename as legal_middle_name,
        identities.lastname as legal_last_name,
        identities.birthdate as birth_date,
        identities.gender as gender_code,
        identities.birthcountry as birth_country_code,
        case
            when identities.hispanicethnicity in ('Y', 'N') then identities.hispanicethnicity
        end as is_hispanic,
        identities.dateenteredusschool as us_school_entry_date,
        identities.homeprimarylanguage as primary_language_code
    from persons
    inner join learners on persons.personid = learners.personid
    left join identities on persons.currentidentityid = identities.identityid

)

select * from final
