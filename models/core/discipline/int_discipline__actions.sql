-- Grain: one row per incident and student with an action: the chosen action of the old file.

with

actions as (

    select * from {{ ref('stg_sis__discipline_actions') }}

),

incidents as (

    select * from {{ ref('stg_sis__discipline_incidents') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

priorities as (

    select * from {{ ref('code_roles') }}
    where role = 'disciplinary_action'

),

coded as (

    select
        actions.action_id,
        actions.incident_id,
        actions.student_id,
        actions.duration_days,
        {{ is_unread('actions', 'duration_days') }} as is_duration_days_unread,
        codes.state_code as action_code,
        authorities.state_code as authority_code,
        modifications.state_code as modification_code,
        codes.local_key is null as is_unmapped,
        actions.authority_code as local_authority_code,
        {{ code_finding('authorities', 'actions.authority_code') }} as authority_code_finding,
        actions.modification_code as local_modification_code,
        {{ code_finding('modifications', 'actions.modification_code') }}
            as modification_code_finding,
        row_number() over (
            partition by actions.incident_id, actions.student_id
            order by
                codes.state_code is null asc,
                priorities.sort_order asc nulls last,
                codes.state_code asc nulls last,
                actions.action_id asc nulls last
        ) as place
    from actions
    inner join incidents on actions.incident_id = incidents.incident_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.disciplinary_action',
                           'actions.action_code', 'incidents.incident_date') }}
    left join state_codes as authorities
        on {{ code_matches('authorities', 'calpads.disciplinary_action_authority',
                           'actions.authority_code', 'incidents.incident_date') }}
    left join state_codes as modifications
        on {{ code_matches('modifications', 'calpads.disciplinary_action_modification',
                           'actions.modification_code', 'incidents.incident_date') }}
    left join priorities on codes.state_code = priorities.code

),

-- Mapping of 4.20: the days of all actions with the chosen code together; unknown when one of them
-- could not be read.
summed as (

    select
        incident_id,
        student_id,
        action_code,
        case when not bool_or(is_duration_days_unread) then sum(duration_days) end
            as duration_days,
        case when bool_or(is_duration_days_unread) then 'sum_unreadable' end
            as duration_days_finding
    from coded
    group by incident_id, student_id, action_code

),

gathered as (

    select
        incident_id,
        student_id,
        count(*) as actions,
        bool_or(is_unmapped) as has_unmapped
    from coded
    group by incident_id, student_id

),

-- Mapping of 4.18 and 4.19: the action that goes before the others, then the lowest action id.
final as (

    select
        coded.incident_id,
        coded.student_id,
        coded.action_code,
        coded.authority_code,
        coded.modification_code,
        summed.duration_days,
        summed.duration_days_finding,
        cast(gathered.actions as integer) as actions,
        gathered.has_unmapped,
        coded.local_authority_code,
        coded.authority_code_finding,
        coded.local_modification_code,
        coded.modification_code_finding
    from coded
    inner join summed
        on
            coded.incident_id = summed.incident_id
            and coded.student_id = summed.student_id
            and coded.action_code is not distinct from summed.action_code
    inner join gathered
        on
            coded.incident_id = gathered.incident_id
            and coded.student_id = gathered.student_id
    where coded.place = 1

)

select * from final
