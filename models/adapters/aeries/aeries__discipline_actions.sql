-- Grain: one row per disposition of a discipline record.

with

dispositions as (

    select * from {{ source('aeries', 'dsp') }}

),

incident_students as (

    select * from {{ ref('int_aeries__incident_students') }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by pid, sq, ds
            order by dy
        ) as place
    from dispositions
    where ds is not null and not coalesce({{ to_boolean('del') }}, false)

),

final as (

    select
        {{ key_text(['pid', 'sq', 'ds', 'place'], 'numbered') }} as action_id,
        incident_students.incident_id,
        numbered.pid as student_id,
        numbered.ds as action_code,
        numbered.dy as duration_days
    from numbered
    inner join incident_students
        on numbered.pid = incident_students.pid and numbered.sq = incident_students.sq

)

select * from final
