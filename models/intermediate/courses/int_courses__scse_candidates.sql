-- Grain: one row per student and section that SCSE could hold, with why it does not.

with

records as (

    select * from {{ ref('int_courses__scse_records') }}

),

-- Selection 3.8, test 14: of rows with one key as written the lowest section id stays.
ranked as (

    select
        local_record_id,
        row_number() over (
            partition by
                school_of_course_delivery,
                ssid,
                local_course_id,
                course_section_id,
                academic_term_code
            order by section_id asc, student_id asc
        ) as place
    from records
    where early_reason is null

),

repeated as (

    select local_record_id
    from ranked
    where place > 1

),

final as (

    select
        records.local_record_id as record_key,
        records.student_id as subject_key,
        records.reporting_lea,
        records.school_of_course_delivery,
        records.academic_year_id,
        records.ssid,
        records.local_student_id,
        records.student_legal_first_name,
        records.student_legal_last_name,
        records.student_birth_date,
        records.student_gender_code,
        records.local_course_id,
        records.course_section_id,
        records.academic_term_code,
        records.uc_csu_admission_requirement_code,
        -- Only what is written is told, and of an unsafe row only that (definitions D11, D15).
        case
            when records.early_reason is null
                then
                    {{ joined_hits([
                        'records.person_hits',
                        'records.term_hits',
                        'records.requirement_hits',
                        name_hits('SCSE0009', 'records'),
                    ]) }}
            when records.early_reason = 'unsafe_value' then records.unsafe_hits
            else {{ hits([]) }}
        end as hits,
        coalesce(
            records.early_reason,
            case when repeated.local_record_id is not null then 'duplicate_key' end
        ) as exclusion_reason
    from records
    left join repeated on records.local_record_id = repeated.local_record_id

)

select * from final
