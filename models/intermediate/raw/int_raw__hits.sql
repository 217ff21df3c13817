-- Grain: one row per problem of a raw row: values that do not cast, repeated keys, unknown places.

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
{%- set at_a_place = [
    'academic_sessions',
    'calendar_days',
    'enrollments',
    'student_programs',
    'student_cte_pathways',
    'student_waivers',
    'sections',
    'staff_assignments',
    'attendance_days',
    'discipline_incidents',
    'adult_classes',
    'adult_program_updates',
] -%}
{#- Tables whose rows hang on an adult class, and reach an agency through it alone. -#}
{%- set in_a_class = ['adult_class_enrollments'] %}

with

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

adult_classes as (

    select * from {{ ref('stg_sis__adult_classes') }}

),

final as (

    {%- for table, keys in tables.items() %}
    select
        '{{ table }}' as table_name,
        concat_ws('|', {{ keys | join(', ') }}) as record_key,
        raw_hits as hits
    from {{ ref('stg_sis__' ~ table) }}
    where {{ has_hits('raw_hits') }}
    union all
    {%- endfor %}
    {%- for table in at_a_place %}
    select
        '{{ table }}' as table_name,
        concat_ws(
            '|'
            {%- for key in tables[table] %},
            raw_rows.{{ key }}
            {%- endfor %}
        ) as record_key,
        {{ hits([
            hit("unknown_place", "org_id", "left(raw_rows.org_id, 40)", when="true"),
        ]) }} as hits
    from {{ ref('stg_sis__' ~ table) }} as raw_rows
    left join orgs on raw_rows.org_id = orgs.org_id
    where raw_rows.org_id is not null and orgs.org_id is null
    union all
    {%- endfor %}
    {%- for table in in_a_class %}
    select
        '{{ table }}' as table_name,
        concat_ws(
            '|'
            {%- for key in tables[table] %},
            raw_rows.{{ key }}
            {%- endfor %}
        ) as record_key,
        {{ hits([
            hit("unknown_class", "class_id", "left(raw_rows.class_id, 40)", when="true"),
        ]) }} as hits
    from {{ ref('stg_sis__' ~ table) }} as raw_rows
    left join adult_classes on raw_rows.class_id = adult_classes.class_id
    where adult_classes.class_id is null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
