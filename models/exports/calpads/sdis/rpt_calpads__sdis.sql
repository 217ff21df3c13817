-- Grain: one row per student, incident and offense, or truant student, in layout 10.x of SDIS.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__sdis_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdis_selection') }}
    where export_name = 'sdis' and exclusion_reason is null

),

final as (

    select
        'SDIS' as record_type_code,
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
        records.disciplinary_incident_id_local,
        {{ date_text('records.disciplinary_incident_occurrence_date') }}
            as disciplinary_incident_occurrence_date,
        records.student_offense_code,
        records.incident_most_severe_offense_code,
        records.weapon_category_code,
        records.incident_disciplinary_action_taken_code,
        records.disciplinary_action_authority_code,
        cast(records.incident_disciplinary_action_duration_days as string)
            as incident_disciplinary_action_duration_days,
        {{ yes_no('records.instructional_support') }} as student_instructional_support_indicator,
        records.disciplinary_action_modification_category_code,
        records.removal_to_interim_alternative_setting_reason_code
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
