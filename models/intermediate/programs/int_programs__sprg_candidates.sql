-- Grain: one row per program span and school that SPRG could hold, with why it does not.

with

records as (

    select * from {{ ref('int_programs__sprg_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
        records.*,
        records.student_id as subject_key,
        options.include_not_enrolled,
        options.include_previously_submitted,
        options.as_of_date,
        options.year_end_date
    from records
    cross join options

),

checked as (

    select
        *,
        {{ hits(sprg_rules()) }} as rule_hits,
        {{ unsafe_hits(sprg_texts()) }} as unsafe_hits
    from joined

),

-- Selection rules, section 3.5, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_school_excluded then 'school_excluded'
            when education_program_code is null then 'program_not_reportable'
            when not overlaps_date_range then 'outside_date_range'
            when not is_enrolled_at_school then 'not_enrolled_in_range'
            when not {{ has_digits('ssid', 10) }} then 'missing_ssid'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as early_reason
    from checked

),

-- Test 11: of rows with one key as written the latest end stays, then the lowest program id.
-- Service year and service are blank but for 122.
ranked as (

    select
        *,
        row_number() over (
            partition by
                early_reason is null,
                school_of_attendance,
                ssid,
                education_program_code,
                education_program_membership_start_date,
                education_service_academic_year,
                education_service_code
            order by end_date desc nulls first, student_program_id asc, record_key asc
        ) as place
    from tested

),

decided as (

    select
        *,
        case
            when early_reason is not null then early_reason
            when place > 1 then 'duplicate_key'
        end as reason,
        education_program_membership_end_date is null as is_open
    from ranked

),

-- Rules about several rows of a student, judged on what is written (SPRG0070, SPRG0254).
compared as (

    select
        *,
        is_open
        and reason is null
        and count(*) filter (where is_open) over (
            partition by
                reason is null,
                school_of_attendance,
                ssid,
                education_program_code,
                education_service_academic_year,
                education_service_code
        ) > 1 as has_other_open_row,
        is_open
        and is_meal
        and reason is null
        and count(*) filter (where is_open) over (
            partition by reason is null, ssid, is_meal
        ) > 1 as has_other_open_meal
    from decided

),

final as (

    select
        record_key,
        subject_key,
        reporting_lea,
        school_of_attendance,
        academic_year_id,
        ssid,
        local_student_id,
        student_legal_first_name,
        student_legal_last_name,
        student_birth_date,
        student_gender_code,
        education_program_code,
        education_program_membership_code,
        education_program_membership_start_date,
        education_program_membership_end_date,
        education_service_academic_year,
        education_service_code,
        california_partnership_academy_id,
        migrant_student_id,
        homeless_dwelling_type_code,
        is_unaccompanied_youth,
        case
            when reason = 'unsafe_value' then unsafe_hits
            else
                {{ joined_hits([
                    'code_hits', 'rule_hits',
                    hits([
                        hit('SPRG0070', 'education_program_membership_end_date', 'null',
                            when='has_other_open_row'),
                        hit('SPRG0254', 'education_program_membership_end_date', 'null',
                            when='has_other_open_meal'),
                    ]),
                ]) }}
        end as hits,
        reason as exclusion_reason
    from compared

)

select * from final
