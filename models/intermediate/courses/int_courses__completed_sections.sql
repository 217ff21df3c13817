-- Grain: one row per section with a result that SCSC would hold, sent before or not.

with

records as (

    select * from {{ ref('int_courses__scsc_records') }}

),

-- Selection 3.7, test 8: the tests of SCSC but not_currently_enrolled and previously_submitted, so
-- that the sections do not depend on who is sent now.
ranked as (

    select
        section_id,
        course_grade_id,
        row_number() over (
            partition by
                school_of_course_delivery,
                ssid,
                local_course_id,
                course_section_id,
                academic_term_code,
                marking_period
            order by course_grade_id desc
        ) as place
    from records
    where lasting_reason is null and not {{ has_hits('unsafe_hits') }}

),

final as (

    select
        section_id,
        count(*) as results
    from ranked
    where place = 1
    group by section_id

)

select * from final
