-- Grain: one row per incident, student and offense, with the most severe action of the student.

with

offenses as (

    select * from {{ ref('stg_sis__discipline_offenses') }}

),

incidents as (

    select * from {{ ref('stg_sis__discipline_incidents') }}

),

actions as (

    select * from {{ ref('int_discipline__actions') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

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
        actions.action_code,
        cast(coalesce(actions.actions, 0) as integer) as actions,
        coalesce(actions.has_unmapped, false) as has_unmapped_action,
        cast({{ school_year_of('incidents.incident_date') }} as integer) as school_year,
        incidents.incident_date
    from offenses
    left join incidents on offenses.incident_id = incidents.incident_id
    left join actions
        on
            offenses.incident_id = actions.incident_id
            and offenses.student_id = actions.student_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.student_offense', 'offenses.offense_code',
                           end_or_open('incidents.incident_date')) }}
    left join state_codes as weapons
        on {{ code_matches('weapons', 'calpads.weapon_category', 'offenses.weapon_code',
                           end_or_open('incidents.incident_date')) }}

)

select * from final
