-- Grain: one row per person.

with

users as (

    select * from {{ source('powerschool', 'users') }}

),

final as (

    select
        dcid as staff_id,
        teachernumber as local_staff_id,
        first_name as legal_first_name,
        middle_name as legal_middle_name,
        last_name as legal_last_name
    from users

)

select * from final
