-- Grain: one row per student and person named in agentSourcedIds, in the order of that list.

with

users as (

    select * from {{ source('oneroster', 'users') }}

),

students as (

    select * from {{ ref('oneroster__students') }}

),

named_agents as (

    select
        users.sourcedid,
        {{ numbered_words_in('users.agentsourcedids', "','", 'agent_id', 'guardian_order') }}
    from users
    inner join students on users.sourcedid = students.student_id
    where users.agentsourcedids is not null

),

final as (

    select
        named_agents.sourcedid as student_id,
        cast(named_agents.guardian_order as varchar) as guardian_order,
        agents.givenname as first_name,
        agents.familyname as last_name
    from named_agents
    inner join users as agents on trim(named_agents.agent_id) = agents.sourcedid
    where coalesce(agents.status, '') <> 'tobedeleted'

)

select * from final
