-- Grain: one row per student and section, in layout 16.x of SCSE.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where export_name = 'scse' and exclusion_reason is null

),

final as (

    select
        'SCSE' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.local_record_id,
        records.reporting_lea,
        records.school_of_course_delivery,
        records.academic_year_id,
        records.ssid,
        records.local_student_id,
        records.student_legal_first_name,
        records.student_legal_last_name,
        {{ date_text('records.student_birth_date') }} as student_birth_date,
        records.student_gender_code,
        records.local_course_id,
        records.course_section_id,
        records.academic_term_code,
        cast(null as string) as student_credits_attempted,
        cast(null as string) as student_credits_earned,
        cast(null as string) as student_course_final_grade,
        records.uc_csu_admission_requirement_code,
        cast(null as string) as marking_period,
        cast(null as string) as carnegie_units_earned
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
