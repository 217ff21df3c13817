-- Grain: one row per incident.

with

incident_students as (

    select * from {{ ref('int_aeries__incident_students') }}

),

-- Of the records of several students the earliest says when and where.
ranked as (

    select
        *,
        row_number() over (
            partition by incident_id
            order by {{ to_date('dt') }} nulls last, pid, sq
        ) as place
    from incident_students

),

final as (

    select
        incident_id,
        scl as org_id,
        incident_id as local_incident_number,
        dt as incident_date
    from ranked
    where place = 1

)

select * from final
