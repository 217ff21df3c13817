-- Grain: one row per person of the view StaffMember, which has one for each assignment.

with

staff_members as (

    select * from {{ source('infinite_campus', 'staffmember') }}

),

-- What counts is the latest assignment, an open one before those that have ended.
ranked as (

    select
        *,
        row_number() over (
            partition by personid
            order by
                {{ to_date('enddate') }} desc nulls first,
                {{ to_date('startdate') }} desc nulls last,
                lastname,
                firstname,
                staffstateid
        ) as place
    from staff_members

),

final as (

    select
        personid as staff_id,
        personid as local_staff_id,
        staffstateid as seid,
        firstname as legal_first_name,
        lastname as legal_last_name
    from ranked
    where place = 1

)

select * from final
