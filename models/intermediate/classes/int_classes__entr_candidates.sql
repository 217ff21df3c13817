-- Grain: one row per learner and class (or learner) that ENTR could hold, with why it does not.

with

records as (

    select * from {{ ref('int_classes__entr_records') }}

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
            'instructional_level',
            'labor_force_status',
            'barriers_to_employment',
            'personal_status',
            'special_programs',
            'primary_goal',
            'secondary_goal',
        ]) }} as unsafe_hits
    from records

),

-- Selection rules, section 3.22, tests 1 to 9: the first test that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_place_excluded then 'site_excluded'
            when not overlaps_date_range then 'outside_date_range'
            when not passes_course_group then 'not_in_course_group'
            when is_without_attendance then 'no_attendance'
            when student_id is null then 'missing_student_id'
            when is_class_told and class_id is null then 'missing_class_id'
            when len(unsafe_hits) > 0 then 'unsafe_value'
        end as reason
    from checked

),

-- Test 10: all rows that share a key are left out, for none can be trusted.
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
        entry_date,
        class_id,
        extended_class_id,
        instructional_program,
        instructional_level,
        labor_force_status,
        barriers_to_employment,
        personal_status,
        special_programs,
        primary_goal,
        secondary_goal,
        case when reason = 'unsafe_value' then unsafe_hits else hits end as hits,
        case
            when reason is not null then reason
            when copies > 1 then 'duplicate_key'
        end as exclusion_reason
    from counted

)

select * from final
