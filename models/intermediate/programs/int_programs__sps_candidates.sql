-- Grain: one row per learner and instructional program that SPS could hold, with why it does not.

with

records as (

    select * from {{ ref('int_programs__sps_records') }}

),

checked as (

    select
        *,
        {{ unsafe_hits([
            'agency_id',
            'site_id',
            'student_id',
            'instructional_program',
            'program_status',
            'progress',
            'reason_for_exiting',
            'instructional_level',
        ]) }} as unsafe_hits
    from records

),

-- Selection rules, section 3.25, tests 1 to 11: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_place_excluded then 'site_excluded'
            when instructional_program is null then 'no_instructional_program'
            when not overlaps_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when not is_program_chosen then 'program_not_selected'
            when is_without_attendance then 'no_attendance'
            when program_start_date is null then 'missing_start_date'
            when student_id is null then 'missing_student_id'
            when len(unsafe_hits) > 0 then 'unsafe_value'
        end as reason
    from checked

),

-- Test 12: all rows that share a key are left out, for none can be trusted.
counted as (

    select
        *,
        count(*) over (
            partition by reason is null, student_id, instructional_program
        ) as copies
    from tested

),

final as (

    select
        record_key,
        subject_key,
        agency_id,
        site_id,
        program_year,
        student_id,
        instructional_program,
        program_start_date,
        program_end_date,
        program_status,
        progress,
        reason_for_exiting,
        instructional_level,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when copies > 1 then 'duplicate_key'
        end as exclusion_reason
    from counted

)

select * from final
