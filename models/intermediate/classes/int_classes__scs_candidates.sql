-- Grain: one row per learner and class that SCS could hold, with why it does not.

with

records as (

    select * from {{ ref('int_classes__scs_records') }}

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
            'class_status',
        ]) }} as unsafe_hits
    from records

),

-- Selection rules, section 3.24, tests 1 to 10: the first test that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_place_excluded then 'site_excluded'
            when not overlaps_date_range then 'outside_date_range'
            when class_status is null then 'status_not_reportable'
            when not passes_course_group then 'not_in_course_group'
            when is_without_attendance then 'no_attendance'
            when student_id is null then 'missing_student_id'
            when class_id is null then 'missing_class_id'
            when len(unsafe_hits) > 0 then 'unsafe_value'
        end as reason
    from checked

),

-- Test 11: all rows that share a key are left out, for none can be trusted.
counted as (

    select
        *,
        count(*) over (
            partition by reason is null, student_id, class_id, extended_class_id
        ) as copies
    from tested

),

final as (

    select
        record_key,
        subject_key,
        class_key,
        agency_id,
        site_id,
        program_year,
        student_id,
        class_id,
        extended_class_id,
        class_status,
        class_entry_date,
        class_exit_date,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when copies > 1 then 'duplicate_key'
        end as exclusion_reason
    from counted

)

select * from final
