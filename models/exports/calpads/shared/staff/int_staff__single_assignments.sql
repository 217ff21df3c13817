-- Grain: one row per person with one group of assignments on Census Day and a percent of his own.

with

assignments as (

    select * from {{ ref('int_staff__assignments') }}
    where is_in_effect_on_census_date

),

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

groups_of_person as (

    select
        staff_id,
        org_id,
        job_classification_code
    from assignments
    group by staff_id, org_id, job_classification_code

),

single as (

    select staff_id
    from groups_of_person
    group by staff_id
    having count(*) = 1

),

-- Mapping of SASS 8.14: a figure of the person stands in for one group and is never split.
final as (

    select
        single.staff_id,
        staff.fte_percent
    from single
    inner join staff on single.staff_id = staff.staff_id
    where staff.fte_percent is not null

)

select * from final
