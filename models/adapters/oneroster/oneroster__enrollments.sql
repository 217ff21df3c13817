-- Grain: one row per student and organization that the person is a student of.

with

roles as (

    select * from {{ ref('int_oneroster__roles') }}

),

users as (

    select * from {{ source('oneroster', 'users') }}

),

section_enrollments as (

    select * from {{ ref('oneroster__section_enrollments') }}

),

sections as (

    select * from {{ ref('oneroster__sections') }}

),

-- A role without a first day begins with the first class of the student at the school.
first_class_days as (

    select
        section_enrollments.student_id,
        sections.org_id,
        min(section_enrollments.start_date) as first_day
    from section_enrollments
    inner join sections on section_enrollments.section_id = sections.section_id
    where section_enrollments.is_deleted is null
    group by section_enrollments.student_id, sections.org_id

),

-- The end of a class is no exit from the school: without roles.csv there is no exit date. OneRoster
-- CSV Binding 1.2, roles.csv: the role becomes inactive on its endDate.
final as (

    select
        roles.role_id as enrollment_id,
        roles.user_id as student_id,
        roles.org_id,
        coalesce(roles.begin_date, first_class_days.first_day) as entry_date,
        {{ day_before('roles.end_date') }} as exit_date,
        users.grades as grade_code,
        roles.role_type as enrollment_type_code,
        case
            when roles.status = 'tobedeleted' or users.status = 'tobedeleted' then 'true'
        end as is_deleted,
        roles.datelastmodified as updated_at
    from roles
    left join users on roles.user_id = users.sourcedid
    left join first_class_days
        on
            roles.user_id = first_class_days.student_id
            and roles.org_id = first_class_days.org_id
    where roles.role = 'student'

)

select * from final
