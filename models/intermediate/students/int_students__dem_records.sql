-- Grain: one row per learner of the program year, as DEM would tell it.

with

learners as (

    select * from {{ ref('int_students__adult_learners') }}

),

persons as (

    select * from {{ ref('stg_sis__students') }}

),

identities as (

    select * from {{ ref('int_students__casas_identity') }}

),

races as (

    select * from {{ ref('int_students__casas_races') }}

),

addresses as (

    select * from {{ ref('int_students__casas_addresses') }}

),

profiles as (

    select * from {{ ref('int_students__adult_profiles') }}

),

twins as (

    select * from {{ ref('int_students__adult_twins') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        coalesce(identities.casas_student_id, learners.student_id) as record_key,
        learners.student_id as subject_key,
        options.agency as agency_id,
        learners.casas_site_id as site_id,
        options.program_year,
        identities.casas_student_id as student_id,
        -- Contract rule 15: sent only where the agency says so.
        case when options.casas_send_ssn then persons.ssn end as ssn,
        persons.legal_last_name as last_name,
        persons.legal_first_name as first_name,
        persons.legal_middle_name as middle_name,
        persons.birth_date,
        genders.state_code as gender,
        persons.is_hispanic,
        races.races,
        languages.state_code as native_language,
        profiles.highest_year_of_school,
        profiles.highest_year_outside_us,
        profiles.highest_diploma,
        profiles.diploma_outside_us,
        addresses.line_1 as address_line_1,
        addresses.line_2 as address_line_2,
        addresses.city,
        addresses.state_code as state,
        addresses.zip_code,
        persons.phone,
        persons.email,
        identities.student_id is null as is_student_missing,
        coalesce(identities.is_excluded, false) as is_student_excluded,
        learners.is_excluded as is_place_excluded,
        learners.is_in_date_range as overlaps_date_range,
        learners.passes_course_group,
        options.casas_only_with_attendance and not learners.has_attendance
            as is_without_attendance,
        learners.minutes,
        twins.other_student_id,
        options.program_reference_date as reference_date,
        {{ joined_hits([
            hits([
                code_hits('genders', 'gender', 'persons.gender_code'),
                code_hits('languages', 'native_language', 'persons.primary_language_code'),
            ]),
            'coalesce(races.race_hits, ' ~ hits([]) ~ ')',
            'coalesce(profiles.demographic_hits, ' ~ hits([]) ~ ')',
        ]) }} as code_hits
    from learners
    cross join options
    left join persons on learners.student_id = persons.student_id
    left join identities on learners.student_id = identities.student_id
    left join races on learners.student_id = races.student_id
    left join addresses on learners.student_id = addresses.student_id
    left join profiles on learners.student_id = profiles.student_id
    left join twins on learners.student_id = twins.student_id
    left join state_codes as genders
        on {{ code_matches('genders', 'casas.gender',
                           'persons.gender_code', 'options.program_reference_date') }}
    left join state_codes as languages
        on {{ code_matches('languages', 'casas.native_language',
                           'persons.primary_language_code', 'options.program_reference_date') }}

)

select * from final
