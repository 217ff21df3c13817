-- Grain: one row per section, student or school of CRSE or CRSC and rule of the certification.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}
    where exclusion_reason is null

),

student_records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

student_selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'

),

statuses as (

    select * from {{ ref('fct_language_statuses') }}

),

learner_codes as (

    select * from {{ ref('code_roles') }}
    where role = 'english_learner'

),

options as (

    select * from {{ ref('run_options') }}

),

sections as (

    select
        records.export_name,
        records.section_key,
        min(records.school_of_course_delivery) as school_code,
        bool_or(records.education_service_code is not null) as has_service,
        bool_or(coalesce(records.is_cte, false)) as is_cte,
        bool_or(coalesce(records.is_itinerant, false)) as is_itinerant
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    group by records.export_name, records.section_key

),

learners as (

    select statuses.student_id
    from statuses
    cross join options
    inner join learner_codes on statuses.elas_code = learner_codes.code
    where {{ span_covers('statuses.start_date', 'statuses.end_date', 'options.census_date') }}
    group by statuses.student_id

),

students as (

    select
        case student_records.export_name when 'scse' then 'crse' else 'crsc' end as export_name,
        student_records.section_key,
        student_records.student_id,
        learners.student_id is not null as is_learner,
        coalesce(student_records.is_in_grades_9_to_12, false) as is_in_high_school
    from student_records
    inner join student_selection
        on
            student_records.export_name = student_selection.export_name
            and student_records.record_key = student_selection.record_key
    left join learners on student_records.student_id = learners.student_id

),

of_sections as (

    select
        export_name,
        section_key,
        count(distinct student_id) filter (where is_learner) as learners,
        bool_or(is_in_high_school) as is_in_high_school
    from students
    group by export_name, section_key

),

final as (

    -- CERT063: one of the sections of an English learner has an education service code.
    select
        students.export_name,
        'student ' || students.student_id as record_key,
        'CERT063' as rule_id,
        'education_service_code' as column_name,
        {{ number_of('count(distinct sections.section_key)', 'section') }} as value
    from students
    inner join sections
        on
            students.export_name = sections.export_name
            and students.section_key = sections.section_key
    where students.export_name = 'crse' and students.is_learner
    group by students.export_name, students.student_id
    having not bool_or(sections.has_service)
    union all
    -- CERT104: a section with English learners has an education service code.
    select
        sections.export_name,
        'section ' || sections.section_key as record_key,
        'CERT104' as rule_id,
        'education_service_code' as column_name,
        {{ number_of('of_sections.learners', 'English learner') }} as value
    from sections
    inner join of_sections
        on
            sections.export_name = of_sections.export_name
            and sections.section_key = of_sections.section_key
    where sections.export_name = 'crse' and not sections.has_service and of_sections.learners > 0
    union all
    -- CERT079 of CRSE, CERT100 of CRSC: a section without students; one of an itinerant teacher
    -- has a finding of its own.
    select
        sections.export_name,
        'section ' || sections.section_key as record_key,
        case sections.export_name when 'crse' then 'CERT079' else 'CERT100' end as rule_id,
        'course_section_id' as column_name,
        'no student row' as value
    from sections
    left join of_sections
        on
            sections.export_name = of_sections.export_name
            and sections.section_key = of_sections.section_key
    where of_sections.section_key is null and not sections.is_itinerant
    union all
    -- CERT055: a high school without a course of career technical education.
    select
        'crsc' as export_name,
        'school ' || sections.school_code as record_key,
        'CERT055' as rule_id,
        'crs_state_course_code' as column_name,
        {{ number_of('count(*)', 'section') }} as value
    from sections
    inner join of_sections
        on
            sections.export_name = of_sections.export_name
            and sections.section_key = of_sections.section_key
    where sections.export_name = 'crsc'
    group by sections.school_code
    having bool_or(of_sections.is_in_high_school) and not bool_or(sections.is_cte)

)

select * from final
