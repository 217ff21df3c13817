-- Grain: one row per student, school and pathway, in layout 16.x of SCTE.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__scte_records') }}

),

selection as (

    select * from {{ ref('int_calpads__scte_selection') }}
    where export_name = 'scte' and exclusion_reason is null

),

final as (

    select
        'SCTE' as record_type_code,
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
        records.cte_pathway_code,
        records.cte_pathway_completion_academic_year_id
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
