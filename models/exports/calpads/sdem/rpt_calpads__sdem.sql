-- Grain: one row per staff member and reporting LEA, in layout 16.x of SDEM.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{ ref('int_calpads__sdem_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdem_selection') }}
    where export_name = 'sdem' and exclusion_reason is null

),

final as (

    select
        'SDEM' as record_type_code,
        cast(null as string) as transaction_type_code,
        records.staff_id as local_record_id,
        {{ date_text('records.effective_start_date') }} as effective_start_date,
        cast(null as string) as effective_end_date,
        records.reporting_lea,
        records.academic_year_id,
        records.seid,
        records.local_staff_id,
        records.staff_legal_first_name,
        records.staff_legal_middle_name,
        records.staff_legal_last_name,
        records.staff_alias_first_name,
        records.staff_alias_middle_name,
        records.staff_alias_last_name,
        {{ date_text('records.staff_birth_date') }} as staff_birth_date,
        records.staff_gender_code,
        {{ yes_no('records.is_hispanic') }} as staff_hispanic_ethnicity_indicator,
        {{ yes_no('records.is_ethnicity_missing') }} as staff_ethnicity_missing_indicator,
        records.staff_race_1_code,
        records.staff_race_2_code,
        records.staff_race_3_code,
        records.staff_race_4_code,
        records.staff_race_5_code,
        {{ yes_no('records.is_race_missing') }} as staff_race_missing_indicator,
        records.staff_highest_degree_code,
        records.staff_employment_status_code,
        {{ date_text('records.staff_employment_start_date') }} as staff_employment_start_date,
        {{ date_text('records.staff_employment_end_date') }} as staff_employment_end_date,
        cast(records.staff_service_years_lea as string) as staff_service_years_lea,
        cast(records.staff_service_years_total as string) as staff_service_years_total
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
