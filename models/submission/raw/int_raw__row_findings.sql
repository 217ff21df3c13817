-- Grain: one row per problem of a raw row, in the form of the findings of an export.

{#- Each raw table with the columns that name a row for who looks it up; never an SSID. -#}
{%- set tables = {
    'orgs': ['org_id'],
    'academic_sessions': ['session_id'],
    'calendar_days': ['org_id', 'track', 'calendar_date'],
    'students': ['student_id'],
    'student_addresses': ['student_id', 'address_type', 'start_date'],
    'student_guardians': ['student_id', 'guardian_order'],
    'student_language_statuses': ['student_id', 'start_date'],
    'enrollments': ['enrollment_id'],
    'student_programs': ['student_program_id'],
    'student_cte_pathways': ['student_id', 'org_id', 'school_year', 'pathway_code'],
    'student_waivers': ['waiver_id'],
    'courses': ['course_id'],
    'sections': ['section_id'],
    'section_staff': ['section_id', 'staff_id', 'start_date'],
    'section_enrollments': ['section_id', 'student_id', 'start_date'],
    'course_grades': ['course_grade_id'],
    'staff': ['staff_id'],
    'staff_assignments': ['staff_assignment_id'],
    'attendance_days': ['student_id', 'org_id', 'attendance_date', 'attendance_code'],
    'discipline_incidents': ['incident_id'],
    'discipline_participants': ['incident_id', 'student_id'],
    'discipline_offenses': ['incident_id', 'student_id', 'offense_code'],
    'discipline_actions': ['action_id'],
    'code_translations': ['code_set', 'local_code', 'state_code', 'start_date'],
    'adult_classes': ['class_id'],
    'adult_class_groups': ['class_id', 'group_type', 'group_code'],
    'adult_class_enrollments': ['class_id', 'student_id', 'enrollment_date'],
    'adult_attendance': ['class_id', 'student_id', 'attendance_date', 'is_distance_learning'],
    'adult_profiles': ['student_id', 'program_year'],
    'adult_student_groups': ['student_id', 'group_type', 'group_code', 'start_date'],
    'adult_program_updates': ['update_id'],
    'adult_update_items': ['update_id', 'item_type', 'item_code'],
    'assessment_results': ['source_row'],
} -%}
{#- Tables whose rows hang on a place: at an unknown one they are no candidate of any file. -#}
{%- set at_a_place = {
    'orgs': 'parent_org_id',
    'academic_sessions': 'org_id',
    'calendar_days': 'org_id',
    'enrollments': 'org_id',
    'student_programs': 'org_id',
    'student_cte_pathways': 'org_id',
    'student_waivers': 'org_id',
    'sections': 'org_id',
    'staff_assignments': 'org_id',
    'attendance_days': 'org_id',
    'discipline_incidents': 'org_id',
    'adult_classes': 'org_id',
    'adult_program_updates': 'org_id',
} -%}
{#- Tables whose rows hang on a row of another: without it no file can hold them. -#}
{%- set on_a_parent = [
    ('adult_class_enrollments', 'class_id', 'adult_classes', 'unknown_class'),
    ('adult_classes', 'staff_id', 'staff', 'unknown_staff'),
    ('adult_class_groups', 'class_id', 'adult_classes', 'unknown_parent'),
    ('adult_program_updates', 'class_id', 'adult_classes', 'unknown_class'),
    ('adult_profiles', 'student_id', 'students', 'unknown_parent'),
    ('adult_student_groups', 'student_id', 'students', 'unknown_parent'),
    ('adult_update_items', 'update_id', 'adult_program_updates', 'unknown_parent'),
    ('attendance_days', 'student_id', 'students', 'unknown_parent'),
    ('discipline_actions', 'incident_id', 'discipline_incidents', 'unknown_parent'),
    ('discipline_actions', 'student_id', 'students', 'unknown_parent'),
    ('discipline_offenses', 'incident_id', 'discipline_incidents', 'unknown_parent'),
    ('discipline_participants', 'incident_id', 'discipline_incidents', 'unknown_parent'),
    ('discipline_participants', 'student_id', 'students', 'unknown_parent'),
    ('student_addresses', 'student_id', 'students', 'unknown_parent'),
    ('student_guardians', 'student_id', 'students', 'unknown_parent'),
    ('student_language_statuses', 'student_id', 'students', 'unknown_parent'),
    ('sections', 'session_id', 'academic_sessions', 'unknown_parent'),
    ('section_enrollments', 'section_id', 'sections', 'unknown_parent'),
    ('section_staff', 'section_id', 'sections', 'unknown_parent'),
] %}

with

found as (

    {%- for table, keys in tables.items() %}
    select
        '{{ table }}' as table_name,
        {{ key_text(keys) }} as record_key,
        raw_findings
    from {{ ref('stg_sis__' ~ table) }}
    where raw_findings is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

lines as (

    select
        table_name,
        record_key,
        {{ words_in('raw_findings', 'chr(10)') }} as line
    from found

),

final as (

    select
        'raw' as export_name,
        table_name,
        table_name || ' ' || record_key as record_key,
        split_part(line, chr(9), 1) as rule_id,
        split_part(line, chr(9), 2) as column_name,
        nullif(split_part(line, chr(9), 3), '') as value
    from lines
    {%- for table, column in at_a_place.items() %}
    union all
    select
        'raw' as export_name,
        '{{ table }}' as table_name,
        '{{ table }} '
        || {{ key_text(tables[table], 'raw_rows') }} as record_key,
        'unknown_place' as rule_id,
        '{{ column }}' as column_name,
        left(raw_rows.{{ column }}, 40) as value
    from {{ ref('stg_sis__' ~ table) }} as raw_rows
    left join {{ ref('stg_sis__orgs') }} as orgs on raw_rows.{{ column }} = orgs.org_id
    where raw_rows.{{ column }} is not null and orgs.org_id is null
    {%- endfor %}
    {%- for table, column, parent, rule_id in on_a_parent %}
    union all
    select
        'raw' as export_name,
        '{{ table }}' as table_name,
        '{{ table }} '
        || {{ key_text(tables[table], 'raw_rows') }} as record_key,
        '{{ rule_id }}' as rule_id,
        '{{ column }}' as column_name,
        left(raw_rows.{{ column }}, 40) as value
    from {{ ref('stg_sis__' ~ table) }} as raw_rows
    left join {{ ref('stg_sis__' ~ parent) }} as parents
        on raw_rows.{{ column }} = parents.{{ column }}
    where raw_rows.{{ column }} is not null and parents.{{ column }} is null
    {%- endfor %}
    union all
    -- Only a nonpublic or private school stands without a code; any other would be out of scope.
    select
        'raw' as export_name,
        'orgs' as table_name,
        'orgs ' || {{ key_text(tables['orgs'], 'raw_rows') }} as record_key,
        'blank_raw_column' as rule_id,
        'cds_code' as column_name,
        cast(null as string) as value
    from {{ ref('stg_sis__orgs') }} as raw_rows
    where
        raw_rows.cds_code is null
        and raw_rows.org_type in ('lea', 'county_office', 'school')
        and not coalesce(raw_rows.exclude_from_state_reporting, false)
    union all
    select
        'raw' as export_name,
        'code_translations' as table_name,
        'code_translations ' || {{ key_text(tables['code_translations'], 'raw_rows') }}
            as record_key,
        'unknown_code_set' as rule_id,
        'code_set' as column_name,
        left(raw_rows.code_set, 40) as value
    from {{ ref('stg_sis__code_translations') }} as raw_rows
    left join {{ ref('code_sets') }} as code_sets on raw_rows.code_set = code_sets.code_set
    where raw_rows.code_set is not null and code_sets.code_set is null

)

select * from final
