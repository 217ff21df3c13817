-- Grain: one row per student and person of relationships.csv, in the order of the keys.

with

relationships as (

    select * from {{ source('sds', 'relationships') }}

),

users as (

    select * from {{ source('sds', 'users') }}

),

final as (

    select
        relationships.usersourcedid as student_id,
        cast(row_number() over (
            partition by relationships.usersourcedid
            order by relationships.relationshipusersourcedid
        ) as varchar) as guardian_order,
        users.givenname as first_name,
        users.familyname as last_name
    from relationships
    inner join users on relationships.relationshipusersourcedid = users.sourcedid

)

select * from final
