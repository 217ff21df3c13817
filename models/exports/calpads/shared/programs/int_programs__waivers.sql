-- Grain: one row per exit-exam waiver at a known organization, with its state codes.

with

waivers as (

    select * from {{ ref('stg_sis__student_waivers') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

state_code_sets as (

    select * from {{ ref('int_codes__state_code_sets') }}
    where code_set = 'calpads.education_regulatory_exemption'

),

final as (

    select
        waivers.waiver_id,
        waivers.student_id,
        waivers.org_id,
        waivers.outcome_date,
        exemptions.state_code as exemption_code,
        outcomes.state_code as outcome_code,
        orgs.reporting_lea,
        orgs.school_code,
        orgs.is_in_scope,
        orgs.is_excluded as is_org_excluded,
        -- All codes of exemptions ended on June 30, 2015.
        listed.code is not null as is_exemption_valid,
        waivers.exemption_code as local_exemption_code,
        {{ code_finding('exemptions', 'waivers.exemption_code') }} as exemption_code_finding,
        waivers.outcome_code as local_outcome_code,
        {{ code_finding('outcomes', 'waivers.outcome_code') }} as outcome_code_finding
    from waivers
    inner join orgs on waivers.org_id = orgs.org_id
    left join state_codes as exemptions
        on {{ code_matches('exemptions', 'calpads.education_regulatory_exemption',
                           'waivers.exemption_code', 'waivers.outcome_date') }}
    left join state_codes as outcomes
        on {{ code_matches('outcomes', 'calpads.education_regulatory_exemption_outcome',
                           'waivers.outcome_code', 'waivers.outcome_date') }}
    left join state_code_sets as listed
        on
            lower(exemptions.state_code) = listed.local_key
            and {{ span_covers('listed.start_date', 'listed.end_date', 'waivers.outcome_date') }}

)

select * from final
