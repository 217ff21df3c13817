-- Grain: one row per posted result that SCSC could hold, with why it does not.

with

records as (

    select * from {{ ref('int_courses__scsc_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection 3.9, tests 14 to 16, after those that do not depend on the run.
tested as (

    select
        records.*,
        case
            when records.lasting_reason is not null then records.lasting_reason
            when not options.include_not_enrolled and not records.is_currently_enrolled
                then 'not_currently_enrolled'
            when not options.include_previously_submitted and records.was_submitted
                then 'previously_submitted'
            when {{ has_hits('records.unsafe_hits') }} then 'unsafe_value'
        end as early_reason
    from records
    cross join options

),

-- Test 17: of rows with one key as written the highest result id stays.
ranked as (

    select
        course_grade_id,
        row_number() over (
            partition by
                school_of_course_delivery,
                ssid,
                local_course_id,
                course_section_id,
                academic_term_code,
                marking_period
            order by course_grade_id desc
        ) as place
    from tested
    where early_reason is null

),

repeated as (

    select course_grade_id
    from ranked
    where place > 1

),

final as (

    select
        tested.course_grade_id as record_key,
        tested.student_id as subject_key,
        tested.reporting_lea,
        tested.school_of_course_delivery,
        tested.academic_year_id,
        tested.ssid,
        tested.local_student_id,
        tested.student_legal_first_name,
        tested.student_legal_last_name,
        tested.student_birth_date,
        tested.student_gender_code,
        tested.local_course_id,
        tested.course_section_id,
        tested.academic_term_code,
        tested.student_credits_attempted,
        tested.student_credits_earned,
        tested.student_course_final_grade,
        tested.uc_csu_admission_requirement_code,
        tested.marking_period,
        tested.carnegie_units_earned,
        -- Only what is written is told, and of an unsafe row only that (definitions D11, D15).
        case
            when tested.early_reason is null
                then
                    {{ joined_hits([
                        'tested.person_hits',
                        'tested.section_hits',
                        'tested.result_hits',
                        'tested.rule_hits',
                        name_hits('SCSC0009', 'tested'),
                    ]) }}
            when tested.early_reason = 'unsafe_value' then tested.unsafe_hits
            else {{ hits([]) }}
        end as hits,
        coalesce(
            tested.early_reason,
            case when repeated.course_grade_id is not null then 'duplicate_key' end
        ) as exclusion_reason
    from tested
    left join repeated on tested.course_grade_id = repeated.course_grade_id

)

select * from final
