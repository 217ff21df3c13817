-- Grain: one row per school without a term in the date range and with one that begins soon after.

with

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

-- An off-track school tells the sections that begin within 30 days of Census Day (population of
-- CRSE). The date range decides what is written, so the run says which end of it takes them in.
counted as (

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

final as (

    select
        school_code as record_key,
        sections_soon,
        {{ hits([
            hit('off_track_school', 'school_of_course_delivery', date_text('last_start_date'),
                when='true'),
        ]) }} as hits
    from counted
    where sections_in_range = 0 and sections_soon > 0

)

select * from final
