-- Grain: one row per record that SDIS could hold, with its exclusion reason; null = it is written.

with

records as (

    select * from {{ ref('int_calpads__sdis_records') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
typed as (

    select
        records.*,
        -- A student once truant stays so to June 30 (definition D14); from when must be known.
        case
            when records.is_truancy
                then
                    coalesce(
                        records.disciplinary_incident_occurrence_date <= options.end_date, false
                    )
                    and options.start_date <= options.year_end_date
            else
                records.disciplinary_incident_occurrence_date
                between options.start_date and options.end_date
        end as is_in_range,
        -- From 2018-2019 every statutory offense is sent, whatever the action (versions of SDIS).
        options.school_year >= 2019
        or records.is_removal
        or records.is_in_special_education
        or records.is_weapon_offense as is_action_reportable,
        options.include_not_enrolled,
        options.include_previously_submitted,
        concat_ws(
            '',
            records.local_record_id,
            records.reporting_lea,
            records.school_of_attendance,
            records.ssid,
            records.local_student_id,
            records.student_legal_first_name,
            records.student_legal_last_name,
            records.student_gender_code,
            records.disciplinary_incident_id_local,
            records.student_offense_code,
            records.incident_most_severe_offense_code,
            records.weapon_category_code,
            records.incident_disciplinary_action_taken_code,
            records.disciplinary_action_authority_code,
            records.disciplinary_action_modification_category_code,
            records.removal_to_interim_alternative_setting_reason_code
        ) as typed_text
    from records
    cross join options

),

-- Selection rules, section 3.13, tests 1 to 11: the first that holds is the reason.
tested as (

    select
        export_name,
        record_key,
        {{ key_text([
            'local_record_id', 'school_of_attendance', 'ssid', 'disciplinary_incident_id_local',
            'student_offense_code'
        ]) }} as row_key,
        student_id,
        school_of_attendance,
        ssid,
        disciplinary_incident_id_local,
        student_offense_code,
        local_student_offense_code,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_school_excluded then 'school_excluded'
            when not is_in_range then 'outside_date_range'
            when is_truancy and student_offense_code is null then 'truancy_without_state_code'
            when student_offense_code is null then 'offense_not_reportable'
            when not is_truancy and not is_action_reportable then 'action_not_reportable'
            when not {{ has_digits('ssid', 10) }} then 'missing_ssid'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from typed

),

-- Test 12 (SDIS0212): of rows with one key the lowest local offense stays.
ranked as (

    select
        export_name,
        record_key,
        row_key,
        student_id,
        early_reason,
        row_number() over (
            partition by
                early_reason is null,
                school_of_attendance,
                ssid,
                disciplinary_incident_id_local,
                student_offense_code
            order by local_student_offense_code nulls last, record_key
        ) as place
    from tested

),

final as (

    select
        export_name,
        record_key,
        row_key,
        student_id as subject_key,
        coalesce(early_reason, case when place > 1 then 'duplicate_key' end) as exclusion_reason
    from ranked

)

select * from final
