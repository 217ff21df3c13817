-- Grain: one row per program span and school, in layout 16.x of SPRG.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__sprg_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sprg_selection') }}
    where export_name = 'sprg' and exclusion_reason is null

),

final as (

    select
        'SPRG' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.local_record_id,
        records.reporting_lea,
        records.school_of_attendance,
        records.academic_year_id,
        records.ssid,
        records.local_student_id,
        records.student_legal_first_name,
        records.student_legal_last_name,
        {{ date_text('records.student_birth_date') }} as student_birth_date,
        records.student_gender_code,
        records.education_program_code,
        records.education_program_membership_code,
        {{ date_text('records.education_program_membership_start_date') }}
            as education_program_membership_start_date,
        {{ date_text('records.education_program_membership_end_date') }}
            as education_program_membership_end_date,
        records.education_service_academic_year,
        records.education_service_code,
        records.california_partnership_academy_id,
        records.migrant_student_id,
        cast(null as string) as filler_was_primary_disability_code,
        cast(null as string) as filler_was_district_of_special_education_accountability,
        records.homeless_dwelling_type_code,
        {{ yes_no('records.is_unaccompanied_youth') }} as unaccompanied_youth_indicator,
        cast(null as string) as filler_was_runaway_youth_indicator,
        cast(null as string) as filler
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
