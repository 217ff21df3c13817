-- Grain: one row per course file, section as the state matches it, and educator or vacancy.

{%- set course_files = {
    'crse': 'int_courses__crse_candidates',
    'crsc': 'int_courses__crsc_candidates',
} %}

with

final as (

    {%- for export_name, candidates in course_files.items() %}
    select
        '{{ export_name }}' as export_name,
        course_rows.record_key,
        {{ section_key('course_rows', 'crs_local_course_id') }} as section_key,
        course_rows.reporting_lea,
        course_rows.seid,
        course_rows.exclusion_reason
    from {{ ref(candidates) }} as course_rows
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
