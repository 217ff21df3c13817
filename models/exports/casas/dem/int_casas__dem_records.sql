-- Grain: one row per learner of the program year, as DEM would send it.

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

duplicates as (

    select * from {{ ref('int_students__possible_duplicates') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Two races of one code give it once.
distinct_races as (

    select
        student_id,
        state_code,
        min(list_order) as list_order
    from races
    group by student_id, state_code

),

joined_races as (

    select
        distinct_races.student_id,
        {{ joined_codes('distinct_races.state_code', 'distinct_races.list_order',
                        'options.casas_multi_value_delimiter') }} as races
    from distinct_races
    cross join options
    group by distinct_races.student_id

),

final as (

    select
        'dem' as export_name,
        {{ key_text(['learners.student_id']) }} as record_id,
        coalesce(identities.casas_student_id, learners.student_id) as record_key,
        learners.student_id as subject_key,

        -- fields of the layout
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
        joined_races.races,
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

        -- local codes and what is wrong with them; those of races are int_casas__dem_file_errors
        persons.gender_code as local_gender,
        persons.primary_language_code as local_native_language,
        profiles.highest_year_of_school as local_highest_year_of_school,
        profiles.highest_diploma_code as local_highest_diploma,
        {{ code_finding('genders', 'persons.gender_code') }} as gender_finding,
        {{ code_finding('languages', 'persons.primary_language_code') }}
            as native_language_finding,
        profiles.highest_year_of_school_finding,
        profiles.highest_diploma_finding,

        -- facts for selection and rules
        identities.student_id is null as is_student_missing,
        coalesce(identities.is_excluded, false) as is_student_excluded,
        learners.is_excluded as is_site_excluded,
        learners.is_in_date_range as overlaps_date_range,
        learners.passes_course_group,
        options.casas_only_with_attendance and not learners.has_attendance
            as is_without_attendance,
        learners.minutes,
        duplicates.other_student_id,
        {{ age_on('persons.birth_date', 'options.program_reference_date') }} as age,
        -- What the state matches learners by and is blank here (KEY-6).
        nullif(concat_ws(
            ' ',
            case when persons.legal_last_name is null then 'last_name' end,
            case when persons.legal_first_name is null then 'first_name' end,
            case when persons.birth_date is null then 'birth_date' end,
            case when genders.state_code is null then 'gender' end
        ), '') as missing_names
    from learners
    cross join options
    left join persons on learners.student_id = persons.student_id
    left join identities on learners.student_id = identities.student_id
    left join joined_races on learners.student_id = joined_races.student_id
    left join addresses on learners.student_id = addresses.student_id
    left join profiles on learners.student_id = profiles.student_id
    left join duplicates on learners.student_id = duplicates.student_id
    left join state_codes as genders
        on {{ code_matches('genders', 'casas.gender',
                           'persons.gender_code', 'options.program_reference_date') }}
    left join state_codes as languages
        on {{ code_matches('languages', 'casas.native_language',
                           'persons.primary_language_code', 'options.program_reference_date') }}

)

select * from final
