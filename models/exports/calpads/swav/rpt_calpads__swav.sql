-- Grain: one row per student and exemption, in layout 7.x of SWAV.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__swav_records') }}

),

selection as (

    select * from {{ ref('int_calpads__swav_selection') }}
    where export_name = 'swav' and exclusion_reason is null

),

final as (

    select
        'SWAV' as record_type_code,
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
        records.education_regulatory_exemption_code,
        records.education_regulatory_exemption_outcome_code,
        {{ date_text('records.education_regulatory_exemption_outcome_start_date') }}
            as education_regulatory_exemption_outcome_start_date
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
