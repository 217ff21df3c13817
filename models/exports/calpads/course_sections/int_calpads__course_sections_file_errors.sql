-- Grain: one row per error of CRSE or CRSC about a person, a school, a course code or the file.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}

),

staff_errors as (

    select * from {{ ref('int_calpads__course_sections_staff_errors') }}

),

certification_errors as (

    select * from {{ ref('int_calpads__course_sections_certification_errors') }}

),

school_errors as (

    select * from {{ ref('int_calpads__course_sections_school_errors') }}

),

sections as (

    select * from {{ ref('int_courses__sections') }}
    where
        not is_org_excluded
        and not is_nonpublic_school
        and not is_section_excluded
        and not is_course_excluded
        and state_course_code is not null

),

options as (

    select * from {{ ref('run_options') }}

),

-- An off-track school reports the sections that begin within 30 days of Census Day (population of
-- CRSE). The date range decides what is written, so the run says which end of it takes them in.
schools as (

    select
        sections.school_code,
        count(sections.window_start_date) as sections_in_range,
        count(*) filter (
            where sections.session_start_date > options.end_date
            and sections.session_start_date <= options.census_date + 30
        ) as sections_soon,
        max(sections.session_start_date) filter (
            where sections.session_start_date <= options.census_date + 30
        ) as last_start_date
    from sections
    cross join options
    group by sections.school_code

),

off_track_schools as (

    select
        'crse' as export_name,
        school_code as record_key,
        'off_track_school' as rule_id,
        'school_of_course_delivery' as column_name,
        {{ date_text('last_start_date') }} as value
    from schools
    where sections_in_range = 0 and sections_soon > 0

),

-- No row can show these codes, for they keep it out of the file (test 7).
unmapped_courses as (

    select
        records.export_name,
        'all rows' as record_key,
        'unmapped_course' as rule_id,
        'crs_state_course_code' as column_name,
        left(records.local_crs_state_course_code, 40) as value
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    where
        selection.exclusion_reason = 'no_state_course_code'
        and records.crs_state_course_code_finding = 'unmapped_code'
    group by records.export_name, left(records.local_crs_state_course_code, 40)

),

written_sections as (

    select
        records.export_name,
        records.section_id,
        bool_and(records.seid = '9999999999') as is_vacant
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    where selection.exclusion_reason is null
    group by records.export_name, records.section_id

),

-- Ruling of question 46: usually a lost table or flag, not a strike.
mostly_vacant as (

    select
        export_name,
        'all rows' as record_key,
        'mostly_vacant' as rule_id,
        'seid' as column_name,
        cast(count(*) filter (where is_vacant) as string)
        || ' of ' || {{ number_of('count(*)', 'section') }} as value
    from written_sections
    group by export_name
    having count(*) filter (where is_vacant) * 2 > count(*)

),

final as (

    select * from staff_errors
    union all
    select * from off_track_schools
    union all
    select * from unmapped_courses
    union all
    select * from mostly_vacant
    union all
    select * from certification_errors
    union all
    select * from school_errors

)

select * from final
