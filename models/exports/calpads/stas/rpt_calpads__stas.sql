-- Grain: one row per student and school, in layout 16.x of STAS.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__stas_records') }}

),

selection as (

    select * from {{ ref('int_calpads__stas_selection') }}
    where export_name = 'stas' and exclusion_reason is null

),

final as (

    select
        'STAS' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.local_record_id,
        records.reporting_lea,
        records.school_of_attendance,
        records.academic_year_id,
        records.ssid,
        records.local_student_id,
        cast(null as string) as filler_was_student_legal_first_name,
        cast(null as string) as filler_was_student_legal_last_name,
        cast(null as string) as filler_was_student_birth_date,
        cast(null as string) as filler_was_student_gender_code,
        {{ yes_no('records.student_absence_summary_data_collection_exemption_indicator') }}
            as student_absence_summary_data_collection_exemption_indicator,
        {{ yes_no('records.hourly_attendance_school_type_indicator') }}
            as hourly_attendance_school_type_indicator,
        cast(records.expected_attendance_days as string) as expected_attendance_days,
        cast(records.days_attended_in_person as string) as days_attended_in_person,
        cast(records.days_absent_out_of_school_suspension as string)
            as days_absent_out_of_school_suspension,
        cast(records.days_in_attendance_in_school_suspension as string)
            as days_in_attendance_in_school_suspension,
        cast(records.days_absent_in_person_excused_non_suspension as string)
            as days_absent_in_person_excused_non_suspension,
        cast(records.days_absent_in_person_unexcused_non_suspension as string)
            as days_absent_in_person_unexcused_non_suspension,
        cast(records.non_ada_generating_independent_study_days as string)
            as non_ada_generating_independent_study_days,
        cast(records.ada_generating_independent_study_days as string)
            as ada_generating_independent_study_days,
        {{ yes_no('records.period_by_period_attendance_method_indicator') }}
            as period_by_period_attendance_method_indicator,
        cast(cast(records.attendance_recovery_days as integer) as string)
            as attendance_recovery_days
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
