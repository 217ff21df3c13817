-- Grain: one row per incident at a known organisation, with its most severe offense.

with

incidents as (

    select * from {{ ref('stg_sis__discipline_incidents') }}

),

only_offenses as (

    select * from {{ ref('int_discipline__only_offenses') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Open question 15: what is not given is derived only when there is one code, never guessed.
final as (

    select
        incidents.incident_id,
        incidents.org_id,
        orgs.reporting_lea,
        orgs.school_code,
        orgs.is_in_scope,
        orgs.is_excluded as is_org_excluded,
        incidents.local_incident_number,
        incidents.incident_date,
        case
            when incidents.most_severe_offense_code is null then only_offenses.offense_code
            else codes.state_code
        end as most_severe_offense_code,
        {{ hits([
            hit(
                'most_severe_offense_unknown', 'incident_most_severe_offense_code', 'null',
                when='incidents.most_severe_offense_code is null '
                ~ 'and only_offenses.offense_code is null'
            ),
            code_hits(
                'codes', 'incident_most_severe_offense_code', 'incidents.most_severe_offense_code'
            ),
        ]) }} as code_hits
    from incidents
    inner join orgs on incidents.org_id = orgs.org_id
    left join only_offenses on incidents.incident_id = only_offenses.incident_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.student_offense',
                           'incidents.most_severe_offense_code', 'incidents.incident_date') }}

)

select * from final
