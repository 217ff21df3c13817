-- Grain: one row per staff member and LEA with an assignment on Census Day outside the site.

with

assignments as (

    select * from {{ ref('int_staff__assignments') }}
    where is_in_effect_on_census_date and not is_in_scope

),

code_roles as (

    select * from {{ ref('code_roles') }}

),

-- A run for one school sees the rest of the LEA only here: SASS of that school does not hold it.
final as (

    select
        assignments.staff_id,
        assignments.reporting_lea,
        bool_or(teaching_roles.code is not null) as is_teaching
    from assignments
    inner join code_roles as reported_roles
        on
            assignments.job_classification_code = reported_roles.code
            and reported_roles.role = 'reported_staff'
    left join code_roles as teaching_roles
        on
            assignments.job_classification_code = teaching_roles.code
            and teaching_roles.role = 'teacher'
    group by assignments.staff_id, assignments.reporting_lea

)

select * from final
