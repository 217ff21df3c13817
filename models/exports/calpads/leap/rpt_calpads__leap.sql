-- Grain: one row per student and program, in layout 17.x of LEAP.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__leap_records') }}

),

selection as (

    select * from {{ ref('int_calpads__leap_selection') }}
    where export_name = 'leap' and exclusion_reason is null

),

final as (

    select
        'LEAP' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.local_record_id,
        records.reporting_lea,
        records.academic_year_id,
        records.ssid,
        records.local_student_id,
        records.lea_education_program_code,
        cast(cast(records.expanded_learning_program_days as integer) as string)
            as expanded_learning_program_days
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
