-- Grain: one row per adult class that CLS could hold, with why it does not.

with

records as (

    select * from {{ ref('int_classes__cls_records') }}

),

checked as (

    select
        *,
        {{ unsafe_hits([
            'record_key',
            'agency_id',
            'site_id',
            'class_id',
            'extended_class_id',
            'class_title',
            'teacher_id',
            'teacher_last_name',
            'teacher_first_name',
            'instructional_program',
            'instructional_level',
            'focus_area',
            'special_programs',
            'start_time',
            'end_time',
        ]) }} as unsafe_hits
    from records

),

-- Selection rules, section 3.20, tests 1 to 5: the first test that holds is the reason.
tested as (

    select
        *,
        case
            when is_place_excluded then 'site_excluded'
            when not overlaps_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when class_id is null then 'missing_class_id'
            when len(unsafe_hits) > 0 then 'unsafe_value'
        end as reason
    from checked

),

-- Test 6: all rows that share a key are left out, for none can be trusted.
counted as (

    select
        *,
        count(*) over (
            partition by reason is null, class_id, extended_class_id
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
        class_id,
        extended_class_id,
        class_title,
        class_start_date,
        class_end_date,
        teacher_id,
        teacher_last_name,
        teacher_first_name,
        instructional_program,
        instructional_level,
        focus_area,
        special_programs,
        class_days,
        start_time,
        end_time,
        hours_per_week,
        is_distance_learning,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when copies > 1 then 'duplicate_key'
        end as exclusion_reason
    from counted

)

select * from final
