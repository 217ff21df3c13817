-- Grain: one row per incident, student and offense, with state codes on the day of the incident.

with

offenses as (

    select * from {{ ref('stg_sis__discipline_offenses') }}

),

incidents as (

    select * from {{ ref('stg_sis__discipline_incidents') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

final as (

    select
        offenses.incident_id,
        offenses.student_id,
        offenses.offense_code as local_offense_code,
        codes.state_code as offense_code,
        weapons.state_code as weapon_code,
        {{ hits([
            code_hits('codes', 'student_offense_code', 'offenses.offense_code'),
            code_hits('weapons', 'weapon_category_code', 'offenses.weapon_code'),
        ]) }} as code_hits
    from offenses
    inner join incidents on offenses.incident_id = incidents.incident_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.student_offense',
                           'offenses.offense_code', 'incidents.incident_date') }}
    left join state_codes as weapons
        on {{ code_matches('weapons', 'calpads.weapon_category',
                           'offenses.weapon_code', 'incidents.incident_date') }}

)

select * from final
