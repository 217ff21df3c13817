-- Grain: one row per student and status, in layout 16.x of SELA.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__sela_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sela_selection') }}
    where export_name = 'sela' and exclusion_reason is null

),

final as (

    select
        'SELA' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.local_record_id,
        records.reporting_lea,
        records.school_of_attendance,
        records.academic_year_id,
        records.ssid,
        records.student_legal_first_name,
        records.student_legal_last_name,
        {{ date_text('records.student_birth_date') }} as student_birth_date,
        records.student_gender_code,
        records.local_student_id,
        records.english_language_acquisition_status_code,
        {{ date_text('records.english_language_acquisition_status_start_date') }}
            as english_language_acquisition_status_start_date,
        records.primary_language_code,
        records.correction_reason_code
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
