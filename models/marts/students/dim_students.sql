-- Grain: one row per student: identity with state codes as of the reference date of the year.

with

identity as (

    select * from {{ ref('int_students__identity') }}

),

current_students as (

    select * from {{ ref('int_students__current') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        identity.student_id,
        identity.local_student_id,
        identity.ssid,
        identity.legal_first_name,
        identity.legal_middle_name,
        identity.legal_last_name,
        identity.gender_code,
        identity.birth_state_province_code,
        identity.birth_country_code,
        identity.ssid is not null as has_ssid,
        coalesce(current_students.is_enrolled_on_census_date, false)
            as is_enrolled_on_census_date,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_enrolled_on_as_of_date,
        identity.birth_date
    from identity
    inner join options on identity.reference_date = options.year_reference_date
    left join current_students on identity.student_id = current_students.student_id

)

select * from final
