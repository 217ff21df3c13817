-- Grain: one row per learner with a class enrollment or an update of the program year.

with

statuses as (

    select * from {{ ref('int_classes__class_statuses') }}

),

updates as (

    select * from {{ ref('int_programs__updates') }}

),

attendance as (

    select * from {{ ref('int_classes__attendance') }}

),

classes as (

    select * from {{ ref('int_classes__agency_classes') }}
    where not is_excluded

),

facts as (

    select
        student_id,
        1 as kind_order,
        latest_enrollment_date as fact_date,
        class_id as fact_id,
        casas_site_id,
        is_excluded,
        overlaps_date_range as is_in_date_range,
        passes_course_group
    from statuses
    union all
    select
        student_id,
        2 as kind_order,
        update_date as fact_date,
        update_id as fact_id,
        casas_site_id,
        is_excluded,
        is_in_date_range,
        passes_course_group
    from updates

),

-- Mapping of DEM 2: the site of the latest enrollment, else of the latest update.
ranked as (

    select
        *,
        row_number() over (
            partition by student_id
            order by is_excluded asc nulls last, kind_order asc, fact_date desc, fact_id desc
        ) = 1 as is_representative
    from facts

),

learners as (

    select
        student_id,
        max(casas_site_id) filter (where is_representative) as casas_site_id,
        bool_and(is_excluded) as is_excluded,
        bool_or(is_in_date_range and not is_excluded) as is_in_date_range,
        bool_or(passes_course_group and not is_excluded) as passes_course_group,
        bool_or(kind_order = 2 and not is_excluded) as has_update
    from ranked
    group by student_id

),

-- PY-6: minutes count over all classes of the agency.
attended as (

    select
        attendance.student_id,
        min(attendance.first_attendance_date) as first_attendance_date,
        case
            when count(*) filter (where attendance.is_sum_unreadable) = 0
                then sum(attendance.minutes)
        end as minutes
    from attendance
    inner join classes on attendance.class_id = classes.class_id
    group by attendance.student_id

),

final as (

    select
        learners.student_id,
        learners.casas_site_id,
        learners.is_excluded,
        learners.is_in_date_range,
        learners.passes_course_group,
        learners.has_update,
        attended.first_attendance_date,
        attended.first_attendance_date is not null as has_attendance,
        cast(coalesce(attended.minutes, 0) as bigint) as minutes
    from learners
    left join attended on learners.student_id = attended.student_id

)

select * from final
