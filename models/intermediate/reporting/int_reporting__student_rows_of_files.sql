-- Grain: one row per written SCSE or SCSC row: student and section as the state matches them.

{#- Each student file with the course file that must hold its sections. -#}
{%- set student_files = {
    'scse': ('crse', 'int_courses__scse_candidates'),
    'scsc': ('crsc', 'int_courses__scsc_candidates'),
} %}

with

final as (

    {%- for export_name, (course_export_name, candidates) in student_files.items() %}
    select
        '{{ export_name }}' as export_name,
        '{{ course_export_name }}' as course_export_name,
        student_rows.record_key,
        student_rows.subject_key as student_id,
        student_rows.school_of_course_delivery,
        {{ section_key('student_rows', 'local_course_id') }} as section_key
    from {{ ref(candidates) }} as student_rows
    where student_rows.exclusion_reason is null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
