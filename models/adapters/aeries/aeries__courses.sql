-- Grain: one row per course.

with

courses as (

    select * from {{ source('aeries', 'crs') }}

),

-- Aeries, CALPADS in Aeries Basics, Course Data: of CRS.TY 32 and 33 are articulated courses; a
-- filled CRS.U1 is a course of UC or CSU; a state course code 6012 keeps the course out.
final as (

    select
        cn as course_id,
        cn as local_course_code,
        co as course_name,
        c3 as state_course_code,
        case
            when ty in ('32', '33') then 'true'
            else 'false'
        end as cte_articulated,
        case
            when u1 is not null then 'true'
            else 'false'
        end as uc_csu_approved,
        csc as content_subcategory_code,
        sgr as standards_grade_range_code,
        csa as standards_alignment_code,
        cl as instructional_level_code,
        msc as middle_school_core,
        case
            when c3 = '6012' then 'true'
            else 'false'
        end as exclude_from_state_reporting
    from courses
    where not coalesce({{ to_boolean('del') }}, false)

)

select * from final
