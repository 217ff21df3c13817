-- Grain: one row per raw row and column whose date is implausible (definition D21).
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        'academic_sessions' as table_name,
        {{ key_text(
            ['session_id'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__academic_sessions') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'academic_sessions' as table_name,
        {{ key_text(
            ['session_id'], 'raw_rows'
        ) }} as record_key,
        'end_date' as column_name,
        {{ shown_value('raw_rows.end_date', false) }} as value
    from {{ ref('stg_sis__academic_sessions') }} as raw_rows
    cross join options
    where
        raw_rows.end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'calendar_days' as table_name,
        {{ key_text(
            ['org_id', 'track', 'calendar_date'], 'raw_rows'
        ) }} as record_key,
        'calendar_date' as column_name,
        {{ shown_value('raw_rows.calendar_date', false) }} as value
    from {{ ref('stg_sis__calendar_days') }} as raw_rows
    cross join options
    where
        raw_rows.calendar_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'students' as table_name,
        {{ key_text(
            ['student_id'], 'raw_rows'
        ) }} as record_key,
        'birth_date' as column_name,
        {{ shown_value('raw_rows.birth_date', true) }} as value
    from {{ ref('stg_sis__students') }} as raw_rows
    cross join options
    where
        raw_rows.birth_date
        not between greatest(
            cast('1900-01-01' as date),
            {{ months_later('options.range_reference_date + 1', '(-111 * 12)') }}
        )
        and greatest(options.range_reference_date, options.as_of_date)
    union all
    select
        'students' as table_name,
        {{ key_text(
            ['student_id'], 'raw_rows'
        ) }} as record_key,
        'us_school_entry_date' as column_name,
        {{ shown_value('raw_rows.us_school_entry_date', false) }} as value
    from {{ ref('stg_sis__students') }} as raw_rows
    cross join options
    where
        raw_rows.us_school_entry_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'students' as table_name,
        {{ key_text(
            ['student_id'], 'raw_rows'
        ) }} as record_key,
        'demographics_effective_date' as column_name,
        {{ shown_value('raw_rows.demographics_effective_date', false) }} as value
    from {{ ref('stg_sis__students') }} as raw_rows
    cross join options
    where
        raw_rows.demographics_effective_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'student_addresses' as table_name,
        {{ key_text(
            ['student_id', 'address_type', 'start_date'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__student_addresses') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'student_addresses' as table_name,
        {{ key_text(
            ['student_id', 'address_type', 'start_date'], 'raw_rows'
        ) }} as record_key,
        'end_date' as column_name,
        {{ shown_value('raw_rows.end_date', false) }} as value
    from {{ ref('stg_sis__student_addresses') }} as raw_rows
    cross join options
    where
        raw_rows.end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'student_language_statuses' as table_name,
        {{ key_text(
            ['student_id', 'start_date', 'elas_code'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__student_language_statuses') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'enrollments' as table_name,
        {{ key_text(
            ['enrollment_id'], 'raw_rows'
        ) }} as record_key,
        'entry_date' as column_name,
        {{ shown_value('raw_rows.entry_date', false) }} as value
    from {{ ref('stg_sis__enrollments') }} as raw_rows
    cross join options
    where
        raw_rows.entry_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'enrollments' as table_name,
        {{ key_text(
            ['enrollment_id'], 'raw_rows'
        ) }} as record_key,
        'exit_date' as column_name,
        {{ shown_value('raw_rows.exit_date', false) }} as value
    from {{ ref('stg_sis__enrollments') }} as raw_rows
    cross join options
    where
        raw_rows.exit_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'student_programs' as table_name,
        {{ key_text(
            ['student_program_id'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__student_programs') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'student_programs' as table_name,
        {{ key_text(
            ['student_program_id'], 'raw_rows'
        ) }} as record_key,
        'end_date' as column_name,
        {{ shown_value('raw_rows.end_date', false) }} as value
    from {{ ref('stg_sis__student_programs') }} as raw_rows
    cross join options
    where
        raw_rows.end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'student_waivers' as table_name,
        {{ key_text(
            ['waiver_id'], 'raw_rows'
        ) }} as record_key,
        'outcome_date' as column_name,
        {{ shown_value('raw_rows.outcome_date', false) }} as value
    from {{ ref('stg_sis__student_waivers') }} as raw_rows
    cross join options
    where
        raw_rows.outcome_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'section_staff' as table_name,
        {{ key_text(
            ['section_id', 'staff_id', 'start_date'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__section_staff') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'section_staff' as table_name,
        {{ key_text(
            ['section_id', 'staff_id', 'start_date'], 'raw_rows'
        ) }} as record_key,
        'end_date' as column_name,
        {{ shown_value('raw_rows.end_date', false) }} as value
    from {{ ref('stg_sis__section_staff') }} as raw_rows
    cross join options
    where
        raw_rows.end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'section_enrollments' as table_name,
        {{ key_text(
            ['section_id', 'student_id', 'start_date'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__section_enrollments') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'section_enrollments' as table_name,
        {{ key_text(
            ['section_id', 'student_id', 'start_date'], 'raw_rows'
        ) }} as record_key,
        'end_date' as column_name,
        {{ shown_value('raw_rows.end_date', false) }} as value
    from {{ ref('stg_sis__section_enrollments') }} as raw_rows
    cross join options
    where
        raw_rows.end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'staff' as table_name,
        {{ key_text(
            ['staff_id'], 'raw_rows'
        ) }} as record_key,
        'birth_date' as column_name,
        {{ shown_value('raw_rows.birth_date', true) }} as value
    from {{ ref('stg_sis__staff') }} as raw_rows
    cross join options
    where
        raw_rows.birth_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'staff' as table_name,
        {{ key_text(
            ['staff_id'], 'raw_rows'
        ) }} as record_key,
        'employment_start_date' as column_name,
        {{ shown_value('raw_rows.employment_start_date', false) }} as value
    from {{ ref('stg_sis__staff') }} as raw_rows
    cross join options
    where
        raw_rows.employment_start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'staff' as table_name,
        {{ key_text(
            ['staff_id'], 'raw_rows'
        ) }} as record_key,
        'employment_end_date' as column_name,
        {{ shown_value('raw_rows.employment_end_date', false) }} as value
    from {{ ref('stg_sis__staff') }} as raw_rows
    cross join options
    where
        raw_rows.employment_end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'staff' as table_name,
        {{ key_text(
            ['staff_id'], 'raw_rows'
        ) }} as record_key,
        'demographics_effective_date' as column_name,
        {{ shown_value('raw_rows.demographics_effective_date', false) }} as value
    from {{ ref('stg_sis__staff') }} as raw_rows
    cross join options
    where
        raw_rows.demographics_effective_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'staff_assignments' as table_name,
        {{ key_text(
            ['staff_assignment_id'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__staff_assignments') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'staff_assignments' as table_name,
        {{ key_text(
            ['staff_assignment_id'], 'raw_rows'
        ) }} as record_key,
        'end_date' as column_name,
        {{ shown_value('raw_rows.end_date', false) }} as value
    from {{ ref('stg_sis__staff_assignments') }} as raw_rows
    cross join options
    where
        raw_rows.end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'attendance_days' as table_name,
        {{ key_text(
            ['student_id', 'org_id', 'attendance_date', 'attendance_code'], 'raw_rows'
        ) }} as record_key,
        'attendance_date' as column_name,
        {{ shown_value('raw_rows.attendance_date', false) }} as value
    from {{ ref('stg_sis__attendance_days') }} as raw_rows
    cross join options
    where
        raw_rows.attendance_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'discipline_incidents' as table_name,
        {{ key_text(
            ['incident_id'], 'raw_rows'
        ) }} as record_key,
        'incident_date' as column_name,
        {{ shown_value('raw_rows.incident_date', false) }} as value
    from {{ ref('stg_sis__discipline_incidents') }} as raw_rows
    cross join options
    where
        raw_rows.incident_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'adult_classes' as table_name,
        {{ key_text(
            ['class_id'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__adult_classes') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'adult_classes' as table_name,
        {{ key_text(
            ['class_id'], 'raw_rows'
        ) }} as record_key,
        'end_date' as column_name,
        {{ shown_value('raw_rows.end_date', false) }} as value
    from {{ ref('stg_sis__adult_classes') }} as raw_rows
    cross join options
    where
        raw_rows.end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'adult_class_enrollments' as table_name,
        {{ key_text(
            ['class_id', 'student_id', 'enrollment_date'], 'raw_rows'
        ) }} as record_key,
        'enrollment_date' as column_name,
        {{ shown_value('raw_rows.enrollment_date', false) }} as value
    from {{ ref('stg_sis__adult_class_enrollments') }} as raw_rows
    cross join options
    where
        raw_rows.enrollment_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'adult_class_enrollments' as table_name,
        {{ key_text(
            ['class_id', 'student_id', 'enrollment_date'], 'raw_rows'
        ) }} as record_key,
        'exit_date' as column_name,
        {{ shown_value('raw_rows.exit_date', false) }} as value
    from {{ ref('stg_sis__adult_class_enrollments') }} as raw_rows
    cross join options
    where
        raw_rows.exit_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'adult_attendance' as table_name,
        {{ key_text(
            ['class_id', 'student_id', 'attendance_date', 'is_distance_learning'], 'raw_rows'
        ) }} as record_key,
        'attendance_date' as column_name,
        {{ shown_value('raw_rows.attendance_date', false) }} as value
    from {{ ref('stg_sis__adult_attendance') }} as raw_rows
    cross join options
    where
        raw_rows.attendance_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'adult_student_groups' as table_name,
        {{ key_text(
            ['student_id', 'group_type', 'group_code', 'start_date'], 'raw_rows'
        ) }} as record_key,
        'start_date' as column_name,
        {{ shown_value('raw_rows.start_date', false) }} as value
    from {{ ref('stg_sis__adult_student_groups') }} as raw_rows
    cross join options
    where
        raw_rows.start_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'adult_student_groups' as table_name,
        {{ key_text(
            ['student_id', 'group_type', 'group_code', 'start_date'], 'raw_rows'
        ) }} as record_key,
        'end_date' as column_name,
        {{ shown_value('raw_rows.end_date', false) }} as value
    from {{ ref('stg_sis__adult_student_groups') }} as raw_rows
    cross join options
    where
        raw_rows.end_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'adult_program_updates' as table_name,
        {{ key_text(
            ['update_id'], 'raw_rows'
        ) }} as record_key,
        'update_date' as column_name,
        {{ shown_value('raw_rows.update_date', false) }} as value
    from {{ ref('stg_sis__adult_program_updates') }} as raw_rows
    cross join options
    where
        raw_rows.update_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )
    union all
    select
        'assessment_results' as table_name,
        {{ key_text(
            ['source_row'], 'raw_rows'
        ) }} as record_key,
        'us_school_entry_date' as column_name,
        {{ shown_value('raw_rows.us_school_entry_date', false) }} as value
    from {{ ref('stg_sis__assessment_results') }} as raw_rows
    cross join options
    where
        raw_rows.us_school_entry_date
        not between cast('1900-01-01' as date)
        and greatest(
            {{ latest_plausible_day("'calpads'", 'options') }},
            make_date({{ school_year_of('options.as_of_date') }} + 1, 7, 1)
        )

)

select * from final
