-- Grain: one row per student, incident and result, in layout 16.x of SIRS.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__sirs_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sirs_selection') }}
    where export_name = 'sirs' and exclusion_reason is null

),

final as (

    select
        'SIRS' as record_type_code,
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
        records.incident_id_local,
        records.incident_result_code,
        records.incident_result_authority_code,
        cast(records.incident_result_duration_days as string) as incident_result_duration_days,
        records.incident_result_modification_code
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
