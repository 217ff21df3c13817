-- Grain: one row per raw row and column whose date is implausible (definition D21).
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

{%- set keys = {
    'academic_sessions': ['session_id'],
    'calendar_days': ['org_id', 'track', 'calendar_date'],
    'students': ['student_id'],
    'student_addresses': ['student_id', 'address_type', 'start_date'],
    'student_language_statuses': ['student_id', 'start_date', 'elas_code'],
    'enrollments': ['enrollment_id'],
    'student_programs': ['student_program_id'],
    'student_waivers': ['waiver_id'],
    'section_staff': ['section_id', 'staff_id', 'start_date'],
    'section_enrollments': ['section_id', 'student_id', 'start_date'],
    'staff': ['staff_id'],
    'staff_assignments': ['staff_assignment_id'],
    'attendance_days': ['student_id', 'org_id', 'attendance_date', 'attendance_code'],
    'discipline_incidents': ['incident_id'],
    'adult_classes': ['class_id'],
    'adult_class_enrollments': ['class_id', 'student_id', 'enrollment_date'],
    'adult_attendance': ['class_id', 'student_id', 'attendance_date', 'is_distance_learning'],
    'adult_student_groups': ['student_id', 'group_type', 'group_code', 'start_date'],
    'adult_program_updates': ['update_id'],
    'assessment_results': ['source_row'],
} -%}
{%- set dates = [
    ('academic_sessions', 'start_date', false),
    ('academic_sessions', 'end_date', false),
    ('calendar_days', 'calendar_date', false),
    ('students', 'birth_date', true),
    ('students', 'us_school_entry_date', false),
    ('students', 'demographics_effective_date', false),
    ('student_addresses', 'start_date', false),
    ('student_addresses', 'end_date', false),
    ('student_language_statuses', 'start_date', false),
    ('enrollments', 'entry_date', false),
    ('enrollments', 'exit_date', false),
    ('student_programs', 'start_date', false),
    ('student_programs', 'end_date', false),
    ('student_waivers', 'outcome_date', false),
    ('section_staff', 'start_date', false),
    ('section_staff', 'end_date', false),
    ('section_enrollments', 'start_date', false),
    ('section_enrollments', 'end_date', false),
    ('staff', 'birth_date', true),
    ('staff', 'employment_start_date', false),
    ('staff', 'employment_end_date', false),
    ('staff', 'demographics_effective_date', false),
    ('staff_assignments', 'start_date', false),
    ('staff_assignments', 'end_date', false),
    ('attendance_days', 'attendance_date', false),
    ('discipline_incidents', 'incident_date', false),
    ('adult_classes', 'start_date', false),
    ('adult_classes', 'end_date', false),
    ('adult_class_enrollments', 'enrollment_date', false),
    ('adult_class_enrollments', 'exit_date', false),
    ('adult_attendance', 'attendance_date', false),
    ('adult_student_groups', 'start_date', false),
    ('adult_student_groups', 'end_date', false),
    ('adult_program_updates', 'update_date', false),
    ('assessment_results', 'us_school_entry_date', false),
] %}

with

options as (

    select * from {{ ref('run_options') }}

),

-- A run for an older year does not take the rows of later years for damaged ones. Of a student,
-- also who would be younger than 0 or older than 110.
final as (

    {%- for table, column, is_personal in dates %}
    select
        '{{ table }}' as table_name,
        {{ key_text(keys[table], 'raw_rows') }} as record_key,
        '{{ column }}' as column_name,
        {{ shown_value('raw_rows.' ~ column, is_personal) }} as value
    from {{ ref('stg_sis__' ~ table) }} as raw_rows
    cross join options
    where
        {{ is_implausible_date('raw_rows', table, column, 'options') }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
