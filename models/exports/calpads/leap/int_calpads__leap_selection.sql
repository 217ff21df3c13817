-- Grain: one row per record that LEAP could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__leap_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.28, tests 1 to 7: the first that holds is the reason. Registration
-- decides, not attendance or enrollment. D11: text that was typed.
tested as (

    select
        records.*,
        case
            when records.is_student_missing then 'student_missing'
            when records.is_student_excluded then 'student_excluded'
            when records.is_school_excluded then 'school_excluded'
            when records.is_grade_not_tk_12 then 'grade_not_tk_12'
            when not {{ has_digits('records.ssid', 10) }} then 'missing_ssid'
            when not options.include_previously_submitted and records.was_submitted
                then 'previously_submitted'
            when
                {{ is_unsafe([
                    'records.local_record_id', 'records.reporting_lea', 'records.ssid',
                    'records.local_student_id'
                ]) }}
                then 'unsafe_value'
        end as early_reason
    from records
    cross join options

),

-- Test 8: all rows of one LEA, SSID and program are left out.
ranked as (

    select
        export_name,
        record_key,
        {{ key_text([
            'local_record_id', 'reporting_lea', 'ssid', 'lea_education_program_code'
        ]) }} as row_key,
        student_id,
        early_reason,
        count(*) over (
            partition by early_reason is null, reporting_lea, ssid, lea_education_program_code
        ) as rows_of_key
    from tested

),

final as (

    select
        export_name,
        record_key,
        row_key,
        student_id as subject_key,
        coalesce(early_reason, case when rows_of_key > 1 then 'duplicate_key' end)
            as exclusion_reason
    from ranked

)

select * from final
