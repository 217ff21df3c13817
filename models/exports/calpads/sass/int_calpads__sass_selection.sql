-- Grain: one row per record that SASS could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__sass_records') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            local_record_id,
            reporting_lea,
            school_of_assignment,
            local_staff_id,
            staff_legal_first_name,
            staff_legal_last_name,
            staff_gender_code,
            staff_job_classification_code,
            non_classroom_based_job_assignment_code_1,
            non_classroom_based_job_assignment_code_2,
            non_classroom_based_job_assignment_code_3,
            non_classroom_based_job_assignment_code_4,
            non_classroom_based_job_assignment_code_5,
            non_classroom_based_job_assignment_code_6,
            non_classroom_based_job_assignment_code_7
        ) as typed_text
    from records

),

-- Selection rules, section 3.11, tests 1 to 9: the first that holds is the reason. Neither
-- "previously submitted" nor "not enrolled" is asked (open question 30).
tested as (

    select
        export_name,
        record_key,
        {{ key_text([
            'local_record_id', 'school_of_assignment', 'seid', 'staff_job_classification_code'
        ]) }} as row_key,
        staff_id,
        school_of_assignment,
        seid,
        staff_job_classification_code,
        case
            when is_staff_missing then 'staff_missing'
            when is_staff_excluded then 'staff_excluded'
            when is_school_excluded then 'school_excluded'
            when org_type in ('nonpublic_school', 'private_school') then 'nonpublic_school'
            when not is_job_class_reportable then 'job_class_not_reportable'
            when not is_in_effect_on_census_date then 'not_active_on_census'
            when not {{ has_digits('seid', 10) }} then 'missing_seid'
            when seid = '9999999999' then 'placeholder_seid'
            when {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed

),

-- Test 10 (SASS0256): rows that share a key are all left out.
counted as (

    select
        *,
        count(*) over (
            partition by
                early_reason is null,
                school_of_assignment,
                seid,
                staff_job_classification_code
        ) as rows_with_key
    from tested

),

final as (

    select
        export_name,
        record_key,
        row_key,
        staff_id as subject_key,
        coalesce(
            early_reason, case when rows_with_key > 1 then 'duplicate_key' end
        ) as exclusion_reason
    from counted

)

select * from final
