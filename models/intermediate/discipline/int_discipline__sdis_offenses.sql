-- Grain: one row per offense in scope and year, as SDIS would tell it.

with

offenses as (

    select * from {{ ref('int_discipline__offenses') }}

),

incidents as (

    select * from {{ ref('int_discipline__incidents') }}

),

participants as (

    select * from {{ ref('stg_sis__discipline_participants') }}

),

actions as (

    select * from {{ ref('int_discipline__actions') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

roles as (

    select * from {{ ref('code_roles') }}
    where code_set = 'calpads.disciplinary_action'

),

options as (

    select * from {{ ref('run_options') }}

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
chosen as (

    select
        offenses.*,
        actions.authority_code,
        actions.modification_code,
        actions.duration_days,
        actions.authority_hits,
        actions.modification_hits,
        coalesce(actions.action_hits, {{ hits([]) }}) as action_hits,
        case
            when actions.action_code is not null then actions.action_code
            when not coalesce(actions.has_unmapped, false) then no_removal.code
        end as action_code,
        coalesce(actions.action_code, no_removal.code) <> no_removal.code as is_removal
    from offenses
    cross join no_removal
    left join actions
        on
            offenses.incident_id = actions.incident_id
            and offenses.student_id = actions.student_id

),

final as (

    select
        concat_ws('-', chosen.incident_id, chosen.student_id, chosen.local_offense_code)
            as record_key,
        chosen.student_id,
        incidents.org_id,
        incidents.reporting_lea,
        incidents.school_code,
        incidents.is_org_excluded,
        incidents.local_incident_number as incident_number,
        incidents.incident_date,
        chosen.local_offense_code,
        chosen.offense_code,
        incidents.most_severe_offense_code,
        chosen.weapon_code,
        chosen.action_code,
        -- Mapping of 4.19, 4.20 and 4.22: blank beside 300; modified is an expulsion alone.
        case when chosen.is_removal then chosen.authority_code end as authority_code,
        case when chosen.is_removal then chosen.duration_days end as duration_days,
        participants.instructional_support,
        case when modifiable.code is not null then chosen.modification_code end
            as modification_code,
        removals.state_code as interim_removal_code,
        {{ joined_hits([
            'chosen.code_hits', 'incidents.code_hits', 'chosen.action_hits',
            'case when chosen.is_removal then chosen.authority_hits else ' ~ hits([]) ~ ' end',
            'case when modifiable.code is not null then chosen.modification_hits else '
            ~ hits([]) ~ ' end',
            hits([code_hits(
                'removals', 'removal_to_interim_alternative_setting_reason_code',
                'participants.interim_removal_code'
            )]),
        ]) }} as code_hits
    from chosen
    inner join incidents on chosen.incident_id = incidents.incident_id
    cross join options
    left join participants
        on
            chosen.incident_id = participants.incident_id
            and chosen.student_id = participants.student_id
    left join modifiable on chosen.action_code = modifiable.code
    left join state_codes as removals
        on {{ code_matches('removals', 'calpads.removal_interim_alternative_setting',
                           'participants.interim_removal_code', 'incidents.incident_date') }}
    where
        incidents.is_in_scope
        and incidents.incident_date between options.year_start_date and options.year_end_date

)

select * from final
