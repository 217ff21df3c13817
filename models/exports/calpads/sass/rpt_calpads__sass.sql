-- Grain: one row per staff member, place and job classification, in layout 16.x of SASS.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__sass_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sass_selection') }}
    where export_name = 'sass' and exclusion_reason is null

),

final as (

    select
        'SASS' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.local_record_id,
        records.reporting_lea,
        records.school_of_assignment,
        records.academic_year_id,
        records.seid,
        records.local_staff_id,
        records.staff_legal_first_name,
        records.staff_legal_last_name,
        {{ date_text('records.staff_birth_date') }} as staff_birth_date,
        records.staff_gender_code,
        records.staff_job_classification_code,
        cast(records.staff_job_classification_fte_percentage as string)
            as staff_job_classification_fte_percentage,
        records.non_classroom_based_job_assignment_code_1,
        records.non_classroom_based_job_assignment_code_2,
        records.non_classroom_based_job_assignment_code_3,
        records.non_classroom_based_job_assignment_code_4,
        records.non_classroom_based_job_assignment_code_5,
        records.non_classroom_based_job_assignment_code_6,
        records.non_classroom_based_job_assignment_code_7
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
