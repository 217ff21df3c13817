-- Grain: one row per incident, student and offense.

with

incident_students as (

    select * from {{ ref('int_aeries__incident_students') }}

),

offenses as (

    select
        incident_id,
        pid,
        sq,
        wt,
        cd as offense_code
    from incident_students
    union all
    select
        incident_id,
        pid,
        sq,
        wt,
        cd2 as offense_code
    from incident_students
    union all
    select
        incident_id,
        pid,
        sq,
        wt,
        cd3 as offense_code
    from incident_students
    union all
    select
        incident_id,
        pid,
        sq,
        wt,
        cd4 as offense_code
    from incident_students
    union all
    select
        incident_id,
        pid,
        sq,
        wt,
        cd5 as offense_code
    from incident_students

),

counted as (

    select
        *,
        count(*) over (partition by pid, sq) as offense_count
    from offenses
    where offense_code is not null

),

-- A record has one weapon and up to five offenses, and does not say which one it belongs to.
final as (

    select
        incident_id,
        pid as student_id,
        offense_code,
        max(wt) filter (where offense_count = 1) as weapon_code
    from counted
    group by incident_id, pid, offense_code

)

select * from final
