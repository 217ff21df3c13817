-- Grain: one row per learner, with its exclusion reason;
-- null = DEM holds it.

with

records as (

    select * from {{ ref('int_casas__dem_records') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        *,
        concat_ws(
            '',
            record_key,
            agency_id,
            site_id,
            student_id,
            ssn,
            last_name,
            first_name,
            middle_name,
            gender,
            races,
            native_language,
            highest_diploma,
            address_line_1,
            address_line_2,
            city,
            state,
            zip_code,
            phone,
            email
        ) as typed_text
    from records

),

-- Selection rules, section 3.21, tests 1 to 7: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_site_excluded then 'site_excluded'
            when not overlaps_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when is_without_attendance then 'no_attendance'
            when student_id is null then 'missing_student_id'
            when {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed

),

-- Test 9: all learners that share an id are left out, for the receiver would make them one.
counted as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        early_reason,
        count(*) over (
            partition by early_reason is null, student_id
        ) as copies
    from tested

),

final as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        coalesce(
            early_reason, case when copies > 1 then 'duplicate_student_id' end
        ) as exclusion_reason
    from counted

)

select * from final
