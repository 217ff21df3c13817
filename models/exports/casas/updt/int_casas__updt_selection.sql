-- Grain: one row per learner, program and update date, with its exclusion reason;
-- null = UPDT holds it.

with

records as (

    select * from {{ ref('int_casas__updt_records') }}

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
            class_id,
            extended_class_id,
            instructional_program,
            learner_results_education,
            learner_results_work,
            learner_results_personal_family,
            learner_results_community,
            services_career,
            services_training,
            services_supportive,
            services_transition,
            services_vocational_rehab
        ) as typed_text
    from records

),

-- Selection rules, section 3.26, tests 1 to 8: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_site_excluded then 'site_excluded'
            when not is_in_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when is_without_attendance then 'no_attendance'
            when not has_items then 'nothing_to_report'
            when student_id is null then 'missing_student_id'
            when {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed

),

-- Test 10: all rows that share a key are left out, for none can be trusted.
counted as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        early_reason,
        count(*) over (
            partition by early_reason is null, student_id, instructional_program, update_date
        ) as copies
    from tested

),

final as (

    select
        export_name,
        record_id,
        record_key,
        subject_key,
        coalesce(early_reason, case when copies > 1 then 'duplicate_key' end) as exclusion_reason
    from counted

)

select * from final
