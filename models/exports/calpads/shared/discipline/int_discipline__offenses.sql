-- Grain: one row per incident at a known organization, student and offense, with the chosen action.

with

offenses as (

    select * from {{ ref('stg_sis__discipline_offenses') }}

),

incidents as (

    select * from {{ ref('stg_sis__discipline_incidents') }}

),

participants as (

    select * from {{ ref('stg_sis__discipline_participants') }}

),

actions as (

    select * from {{ ref('int_discipline__actions') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

roles as (

    select * from {{ ref('code_roles') }}
    where code_set = 'calpads.disciplinary_action'

),

no_removal as (

    select code from roles
    where role = 'no_removal'

),

modifiable as (

    select code from roles
    where role = 'modifiable'

),

-- Mapping of 4.18: no action counts as 300; so does one that is no discipline (a restraint). An
-- action that nobody translated stays blank, for it may be a suspension.
coded as (

    select
        offenses.incident_id,
        offenses.student_id,
        offenses.offense_code as local_offense_code,
        codes.state_code as offense_code,
        {{ code_finding('codes', 'offenses.offense_code') }} as offense_code_finding,
        offenses.weapon_code as local_weapon_code,
        weapons.state_code as weapon_code,
        {{ code_finding('weapons', 'offenses.weapon_code') }} as weapon_code_finding,
        case
            when actions.action_code is not null then actions.action_code
            when not coalesce(actions.has_unmapped, false) then no_removal.code
        end as action_code,
        coalesce(actions.action_code, no_removal.code) <> no_removal.code as is_removed
    from offenses
    inner join incidents on offenses.incident_id = incidents.incident_id
    cross join no_removal
    left join actions
        on
            offenses.incident_id = actions.incident_id
            and offenses.student_id = actions.student_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.student_offense',
                           'offenses.offense_code', 'incidents.incident_date') }}
    left join state_codes as weapons
        on {{ code_matches('weapons', 'calpads.weapon_category',
                           'offenses.weapon_code', 'incidents.incident_date') }}

),

-- Open question 15: the offenses of all students count, those without state code do not.
only_offenses as (

    select
        incident_id,
        min(offense_code) as offense_code
    from coded
    group by incident_id
    having count(distinct offense_code) = 1

),

final as (

    select
        coded.incident_id,
        coded.student_id,
        incidents.org_id,
        orgs.reporting_lea,
        orgs.school_code,
        orgs.is_in_scope,
        orgs.is_excluded as is_org_excluded,
        incidents.local_incident_number as incident_number,
        incidents.incident_date,
        coded.local_offense_code,
        coded.offense_code,
        coded.offense_code_finding,
        -- What is not given is derived only when there is one code, never guessed.
        incidents.most_severe_offense_code as local_most_severe_offense_code,
        case
            when incidents.most_severe_offense_code is null then only_offenses.offense_code
            else severe_codes.state_code
        end as most_severe_offense_code,
        {{ code_finding('severe_codes', 'incidents.most_severe_offense_code') }}
            as most_severe_offense_code_finding,
        coded.local_weapon_code,
        coded.weapon_code,
        coded.weapon_code_finding,
        coded.action_code,
        -- Mapping of 4.19, 4.20 and 4.22: blank beside 300; modified is an expulsion alone.
        actions.local_authority_code,
        case when coded.is_removed then actions.authority_code end as authority_code,
        case when coded.is_removed then actions.authority_code_finding end
            as authority_code_finding,
        case when coded.is_removed then actions.duration_days end as duration_days,
        case when coded.is_removed then actions.duration_days_finding end as duration_days_finding,
        participants.instructional_support,
        actions.local_modification_code,
        case when modifiable.code is not null then actions.modification_code end
            as modification_code,
        case when modifiable.code is not null then actions.modification_code_finding end
            as modification_code_finding,
        participants.interim_removal_code as local_interim_removal_code,
        removals.state_code as interim_removal_code,
        {{ code_finding('removals', 'participants.interim_removal_code') }}
            as interim_removal_code_finding
    from coded
    inner join incidents on coded.incident_id = incidents.incident_id
    inner join orgs on incidents.org_id = orgs.org_id
    left join only_offenses on coded.incident_id = only_offenses.incident_id
    left join participants
        on
            coded.incident_id = participants.incident_id
            and coded.student_id = participants.student_id
    left join actions
        on
            coded.incident_id = actions.incident_id
            and coded.student_id = actions.student_id
    left join modifiable on coded.action_code = modifiable.code
    left join state_codes as severe_codes
        on {{ code_matches('severe_codes', 'calpads.student_offense',
                           'incidents.most_severe_offense_code', 'incidents.incident_date') }}
    left join state_codes as removals
        on {{ code_matches('removals', 'calpads.removal_interim_alternative_setting',
                           'participants.interim_removal_code', 'incidents.incident_date') }}

)

select * from final
