-- Grain: one row per student and incident, in layout 16.x of SINC.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__sinc_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sinc_selection') }}
    where export_name = 'sinc' and exclusion_reason is null

),

final as (

    select
        'SINC' as record_type_code,
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
        {{ date_text('records.incident_occurrence_date') }} as incident_occurrence_date,
        {{ yes_no('records.has_statutory_offense') }} as statutory_offense_indicator,
        {{ yes_no('records.instructional_support') }} as student_instructional_support_indicator,
        records.removal_to_interim_alternative_setting_reason_code
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
