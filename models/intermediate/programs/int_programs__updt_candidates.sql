-- Grain: one row per learner, program and update date that UPDT could hold, with why it does not.

with

records as (

    select * from {{ ref('int_programs__updt_records') }}

),

checked as (

    select
        *,
        {{ unsafe_hits([
            'record_key',
            'agency_id',
            'site_id',
            'student_id',
            'class_id',
            'extended_class_id',
            'instructional_program',
            'learner_results_education',
            'learner_results_work',
            'learner_results_personal_family',
            'learner_results_community',
            'services_career',
            'services_training',
            'services_supportive',
            'services_transition',
            'services_vocational_rehab',
        ]) }} as unsafe_hits
    from records

),

-- Selection rules, section 3.26, tests 1 to 9: the first test that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_place_excluded then 'site_excluded'
            when not is_in_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when is_without_attendance then 'no_attendance'
            when not has_items then 'nothing_to_report'
            when student_id is null then 'missing_student_id'
            when len(unsafe_hits) > 0 then 'unsafe_value'
        end as reason
    from checked

),

-- Test 10: all rows that share a key are left out, for none can be trusted.
counted as (

    select
        *,
        count(*) over (
            partition by reason is null, student_id, instructional_program, update_date
        ) as copies
    from tested

),

final as (

    select
        record_key,
        subject_key,
        row_number_of_file,
        agency_id,
        site_id,
        program_year,
        student_id,
        update_date,
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
        services_vocational_rehab,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when copies > 1 then 'duplicate_key'
        end as exclusion_reason
    from counted

)

select * from final
