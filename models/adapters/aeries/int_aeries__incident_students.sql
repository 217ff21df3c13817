-- Grain: one row per discipline record of a student (ADS), with the incident it belongs to.

with

discipline as (

    select * from {{ source('aeries', 'ads') }}

),

-- Records of several students share ADS.IID; without one (0) the record is an incident of its own.
final as (

    select
        case
            when iid <> '0' then iid
            else {{ key_text(['pid', 'sq']) }}
        end as incident_id,
        pid,
        sq,
        scl,
        dt,
        cd,
        cd2,
        cd3,
        cd4,
        cd5,
        wt
    from discipline
    where not coalesce({{ to_boolean('del') }}, false)

)

select * from final
