-- Grain: one row per section of the active schedule, with its school and the terms it meets in.

with

sections as (

    select * from {{ source('infinite_campus', 'section') }}

),

trials as (

    select * from {{ source('infinite_campus', 'trial') }}

),

courses as (

    select * from {{ source('infinite_campus', 'course') }}

),

calendars as (

    select * from {{ source('infinite_campus', 'calendar') }}

),

placements as (

    select * from {{ source('infinite_campus', 'sectionplacement') }}

),

terms as (

    select * from {{ source('infinite_campus', 'term') }}

),

-- A section is placed once for each term and period.
section_terms as (

    select
        placements.sectionid,
        terms.termid,
        terms.name,
        terms.startdate,
        terms.enddate
    from placements
    inner join terms on placements.termid = terms.termid
    group by
        placements.sectionid,
        terms.termid,
        terms.name,
        terms.startdate,
        terms.enddate

),

term_sets as (

    select
        sectionid,
        string_agg(
            termid, ','
            order by {{ to_date('startdate') }}, termid
        ) as term_ids,
        string_agg(
            name, ' + '
            order by {{ to_date('startdate') }}, termid
        ) as term_code,
        min({{ to_date('startdate') }}) as first_day,
        max({{ to_date('enddate') }}) as last_day
    from section_terms
    group by sectionid

),

-- A trial that is not the active one is a draft of the schedule.
final as (

    select
        sections.sectionid as section_id,
        sections.courseid as course_id,
        sections.number as section_number,
        calendars.schoolid as school_id,
        calendars.endyear as end_year,
        {{ key_text(['calendars.schoolid', 'term_sets.term_ids']) }} as session_id,
        term_sets.term_code,
        cast(term_sets.first_day as varchar) as first_day,
        cast(term_sets.last_day as varchar) as last_day
    from sections
    left join trials on sections.trialid = trials.trialid
    left join courses on sections.courseid = courses.courseid
    left join calendars on courses.calendarid = calendars.calendarid
    left join term_sets on sections.sectionid = term_sets.sectionid
    where coalesce({{ to_boolean('trials.active') }}, true)

)

select * from final
