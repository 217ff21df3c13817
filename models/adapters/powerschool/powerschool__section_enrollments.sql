-- Grain: one row per student, section and first day.

with

cc as (

    select * from {{ source('powerschool', 'cc') }}

),

-- PowerSchool, CC.SectionID: has a minus once the student has dropped the section; CC.DateLeft is
-- the first day after it.
final as (

    select
        ltrim(sectionid, '-') as section_id,
        studentid as student_id,
        dateenrolled as start_date,
        {{ day_before('dateleft') }} as end_date
    from cc

)

select * from final
