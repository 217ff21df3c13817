-- Grain: one row per raw row and column of it that names a row of another table that is not there.

{#- What is left of the references of the contract: int_raw__row_findings tells of the others. -#}
{%- set references = [
    ('adult_attendance', 'class_id', 'adult_classes'),
    ('adult_attendance', 'student_id', 'students'),
    ('adult_class_enrollments', 'student_id', 'students'),
    ('adult_program_updates', 'student_id', 'students'),
    ('course_grades', 'section_id', 'sections'),
    ('course_grades', 'student_id', 'students'),
    ('discipline_offenses', 'student_id', 'students'),
    ('enrollments', 'student_id', 'students'),
    ('section_enrollments', 'student_id', 'students'),
    ('section_staff', 'staff_id', 'staff'),
    ('sections', 'course_id', 'courses'),
    ('staff_assignments', 'staff_id', 'staff'),
    ('student_cte_pathways', 'student_id', 'students'),
    ('student_programs', 'student_id', 'students'),
    ('student_waivers', 'student_id', 'students'),
] %}

with

final as (

    {%- for table, column, parent in references %}
    select
        '{{ table }}' as table_name,
        raw_rows.source_row,
        '{{ column }}' as column_name
    from {{ ref('stg_sis__' ~ table) }} as raw_rows
    left join {{ ref('stg_sis__' ~ parent) }} as parents
        on raw_rows.{{ column }} = parents.{{ column }}
    where raw_rows.{{ column }} is not null and parents.{{ column }} is null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
