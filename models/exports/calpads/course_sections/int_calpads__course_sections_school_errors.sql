-- Grain: one row per class with too many students, and per preschool with rows of CRSE.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}
    where export_name = 'crse'

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}
    where export_name = 'crse' and exclusion_reason is null

),

student_records as (

    select * from {{ ref('int_calpads__student_sections_records') }}
    where export_name = 'scse'

),

student_selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where
        export_name = 'scse'
        and (exclusion_reason is null or exclusion_reason = 'previously_submitted')

),

schools as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

orgs as (

    select * from {{ ref('stg_sis__orgs') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

grades as (

    select * from {{ ref('code_roles') }}
    where role = 'grade_order'

),

options as (

    select * from {{ ref('run_options') }}

),

sections as (

    select
        records.school_of_course_delivery as school_code,
        records.academic_term_code,
        records.class_id,
        records.section_key
    from records
    inner join selection on records.record_key = selection.record_key
    group by
        records.school_of_course_delivery,
        records.academic_term_code,
        records.class_id,
        records.section_key

),

students as (

    select
        student_records.section_key,
        student_records.student_id
    from student_records
    inner join student_selection on student_records.record_key = student_selection.record_key

),

-- CERT062: more than 50 students in a class, over its sections.
large_classes as (

    select
        'crse' as export_name,
        'class ' || {{ key_text([
            'sections.school_code', 'sections.class_id', 'sections.academic_term_code'
        ]) }} as record_key,
        'CERT062' as rule_id,
        'class_id' as column_name,
        {{ number_of('count(distinct students.student_id)', 'student') }} as value
    from sections
    inner join students on sections.section_key = students.section_key
    group by sections.school_code, sections.class_id, sections.academic_term_code
    having count(distinct students.student_id) > 50

),

-- GERR0010: the files of Fall 2 are not sent for a school that ends before TK (order 4).
preschools as (

    select
        'crse' as export_name,
        'school ' || sections.school_code as record_key,
        'GERR0010' as rule_id,
        'school_of_course_delivery' as column_name,
        highs.state_code as value
    from sections
    cross join options
    inner join schools on sections.school_code = schools.school_code
    inner join orgs on schools.org_id = orgs.org_id
    inner join state_codes as highs
        on {{ code_matches('highs', 'calpads.grade_level', 'orgs.high_grade_code',
                           'options.census_date') }}
    inner join grades on highs.state_code = grades.code
    where grades.sort_order < 4
    group by sections.school_code, highs.state_code

),

final as (

    select * from large_classes
    union all
    select * from preschools

)

select * from final
