-- Grain: one row per learner, in the DEM layout.

with

candidates as (

    select * from {{ ref('int_students__dem_candidates') }}
    where exclusion_reason is null

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        candidates.agency_id,
        candidates.site_id,
        candidates.program_year,
        candidates.student_id,
        candidates.ssn,
        candidates.last_name,
        candidates.first_name,
        candidates.middle_name,
        {{ casas_date('candidates.birth_date') }} as birth_date,
        candidates.gender,
        {{ yes_no('candidates.is_hispanic') }} as is_hispanic,
        candidates.races,
        candidates.native_language,
        candidates.highest_year_of_school,
        {{ yes_no('candidates.highest_year_outside_us') }} as highest_year_outside_us,
        candidates.highest_diploma,
        {{ yes_no('candidates.diploma_outside_us') }} as diploma_outside_us,
        candidates.address_line_1,
        candidates.address_line_2,
        candidates.city,
        candidates.state,
        candidates.zip_code,
        candidates.phone,
        candidates.email
    from candidates
    cross join options

)

select * from final
