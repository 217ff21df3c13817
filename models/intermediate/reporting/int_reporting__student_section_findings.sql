-- Grain: one row per student course file and section of it that the course file does not hold.

with

student_rows as (

    select * from {{ ref('int_reporting__student_rows_of_files') }}

),

sections as (

    select * from {{ ref('int_reporting__sections_of_files') }}

),

-- One written row of a section is enough, whoever teaches it; else the reason of those left out.
verdicts as (

    select
        export_name,
        section_key,
        bool_or(exclusion_reason is null) as is_written,
        min(exclusion_reason) as exclusion_reason
    from sections
    group by export_name, section_key

),

counted as (

    select
        export_name,
        course_export_name,
        section_key,
        count(*) as student_rows
    from student_rows
    group by export_name, course_export_name, section_key

),

-- SCSE0139, SCSC0139 (CERT083): school, year, course, section and term must be equal.
final as (

    select
        counted.export_name,
        'section ' || counted.section_key as record_key,
        upper(counted.export_name) || '0139' as rule_id,
        'course_section_id' as column_name,
        'missing from ' || upper(counted.course_export_name)
        || coalesce(' (' || verdicts.exclusion_reason || ')', '') || ': '
        || {{ number_of('counted.student_rows', 'student row') }} as value
    from counted
    left join verdicts
        on
            counted.course_export_name = verdicts.export_name
            and counted.section_key = verdicts.section_key
    where not coalesce(verdicts.is_written, false)

)

select * from final
