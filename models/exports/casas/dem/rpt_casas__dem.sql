-- Grain: one row per learner, in layout reconstruction of DEM.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_casas__dem_records') }}

),

selection as (

    select * from {{ ref('int_casas__dem_selection') }}
    where export_name = 'dem' and exclusion_reason is null

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        records.agency_id,
        records.site_id,
        records.program_year,
        records.student_id,
        records.ssn,
        records.last_name,
        records.first_name,
        records.middle_name,
        {{ casas_date('records.birth_date') }} as birth_date,
        records.gender,
        {{ yes_no('records.is_hispanic') }} as is_hispanic,
        records.races,
        records.native_language,
        records.highest_year_of_school,
        {{ yes_no('records.highest_year_outside_us') }} as highest_year_outside_us,
        records.highest_diploma,
        {{ yes_no('records.diploma_outside_us') }} as diploma_outside_us,
        records.address_line_1,
        records.address_line_2,
        records.city,
        records.state,
        records.zip_code,
        records.phone,
        records.email
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_id = selection.record_id
    cross join options

)

select * from final
