-- Grain: one row per student, section and marking period with a final mark, in layout 16.x of SCSC.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where export_name = 'scsc' and exclusion_reason is null

),

final as (

    select
        'SCSC' as record_type_code,
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
        cast(records.student_credits_attempted as string) as student_credits_attempted,
        cast(records.student_credits_earned as string) as student_credits_earned,
        records.student_course_final_grade,
        records.uc_csu_admission_requirement_code,
        records.marking_period,
        cast(records.carnegie_units_earned as string) as carnegie_units_earned
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
