-- Grain: one row per incident, student and state result; without state code one per local action.

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

roles as (

    select * from {{ ref('code_roles') }}
    where code_set = 'calpads.incident_result'

),

-- The order of a result's actions: the lowest action id has its authority and modification.
coded as (

    select
        actions.action_id,
        actions.incident_id,
        actions.student_id,
        actions.action_code as local_result_code,
        codes.state_code as result_code,
        {{ code_finding('codes', 'actions.action_code') }} as result_code_finding,
        case when codes.state_code is null then actions.action_code end as untranslated_code,
        actions.authority_code as local_authority_code,
        authorities.state_code as authority_code,
        {{ code_finding('authorities', 'actions.authority_code') }} as authority_code_finding,
        actions.modification_code as local_modification_code,
        modifications.state_code as modification_code,
        {{ code_finding('modifications', 'actions.modification_code') }}
            as modification_code_finding,
        actions.duration_days,
        {{ is_unread('actions', 'duration_days') }} as is_duration_days_unread
    from actions
    inner join incidents on actions.incident_id = incidents.incident_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.incident_result',
                           'actions.action_code', 'incidents.incident_date') }}
    left join state_codes as authorities
        on {{ code_matches('authorities', 'calpads.incident_result_authority',
                           'actions.authority_code', 'incidents.incident_date') }}
    left join state_codes as modifications
        on {{ code_matches('modifications', 'calpads.incident_result_modification',
                           'actions.modification_code', 'incidents.incident_date') }}

),

ranked as (

    select
        *,
        row_number() over result as place,
        -- Mapping of 19.16: unknown when the days of one of the actions could not be read.
        bool_or(is_duration_days_unread) over all_of_result as has_unread_days,
        sum(duration_days) over all_of_result as total_days
    from coded
    window
        result as (
            partition by incident_id, student_id, result_code, untranslated_code
            order by action_id nulls last
        ),
        all_of_result as (
            partition by incident_id, student_id, result_code, untranslated_code
        )

),

-- Mapping of 19.15 to 19.17: authority and days beside 100, 110 and 200, modification beside 200.
final as (

    select
        ranked.incident_id,
        ranked.student_id,
        ranked.local_result_code,
        ranked.result_code,
        ranked.result_code_finding,
        removals.code is not null as is_removal,
        ranked.result_code is not null and minor.code is null as is_reportable,
        ranked.local_authority_code,
        case when removals.code is not null then ranked.authority_code end as authority_code,
        case when removals.code is not null then ranked.authority_code_finding end
            as authority_code_finding,
        case when removals.code is not null and not ranked.has_unread_days then ranked.total_days
        end as duration_days,
        case when removals.code is not null and ranked.has_unread_days then 'sum_unreadable' end
            as duration_days_finding,
        ranked.local_modification_code,
        case when modifiable.code is not null then ranked.modification_code end
            as modification_code,
        case when modifiable.code is not null then ranked.modification_code_finding end
            as modification_code_finding
    from ranked
    left join roles as removals
        on ranked.result_code = removals.code and removals.role = 'result_removal'
    left join roles as minor
        on ranked.result_code = minor.code and minor.role = 'result_alone'
    left join roles as modifiable
        on ranked.result_code = modifiable.code and modifiable.role = 'result_modifiable'
    where ranked.place = 1

)

select * from final
