-- Grain: one row per incident, student and offense, with the most severe action of the student.

with

offenses as (

    select * from {{ ref('stg_sis__discipline_offenses') }}

),

incidents as (

    select * from {{ ref('stg_sis__discipline_incidents') }}

),

actions as (

    select * from {{ ref('stg_sis__discipline_actions') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

priorities as (

    select * from {{ ref('code_roles') }}
    where role = 'disciplinary_action'

),

-- Codes are those of the day of the incident (seed code_sets).
coded_actions as (

    select
        actions.incident_id,
        actions.student_id,
        codes.state_code as action_code,
        codes.local_key is null as is_unmapped,
        row_number() over (
            partition by actions.incident_id, actions.student_id
            order by priorities.sort_order asc nulls last, codes.state_code asc nulls last
        ) as place
    from actions
    inner join incidents on actions.incident_id = incidents.incident_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.disciplinary_action', 'actions.action_code',
                           end_or_open('incidents.incident_date')) }}
    left join priorities on codes.state_code = priorities.code

),

-- Mapping of SDIS 4.18: the action that goes before the others.
chosen as (

    select
        incident_id,
        student_id,
        max(case when place = 1 then action_code end) as action_code,
        count(*) as actions,
        bool_or(is_unmapped) as has_unmapped_action
    from coded_actions
    group by incident_id, student_id

),

final as (

    select
        offenses.incident_id,
        offenses.student_id,
        incidents.org_id,
        incidents.local_incident_number,
        codes.state_code as offense_code,
        offenses.offense_code as local_offense_code,
        weapons.state_code as weapon_code,
        chosen.action_code,
        cast(coalesce(chosen.actions, 0) as integer) as actions,
        coalesce(chosen.has_unmapped_action, false) as has_unmapped_action,
        cast({{ school_year_of('incidents.incident_date') }} as integer) as school_year,
        incidents.incident_date
    from offenses
    left join incidents on offenses.incident_id = incidents.incident_id
    left join chosen
        on
            offenses.incident_id = chosen.incident_id
            and offenses.student_id = chosen.student_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.student_offense', 'offenses.offense_code',
                           end_or_open('incidents.incident_date')) }}
    left join state_codes as weapons
        on {{ code_matches('weapons', 'calpads.weapon_category', 'offenses.weapon_code',
                           end_or_open('incidents.incident_date')) }}

)

select * from final
