-- Grain: one row per exit-exam waiver at a known organisation, with its state codes.

with

waivers as (

    select * from {{ ref('stg_sis__student_waivers') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

state_lists as (

    select * from {{ ref('int_codes__state_lists') }}
    where code_set = 'calpads.education_regulatory_exemption'

),

options as (

    select * from {{ ref('run_options') }}

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
        orgs.is_excluded as is_org_excluded,
        -- Selection rules, section 3.12: a waiver without date is told why it is left out.
        orgs.is_in_scope
        and coalesce(
            waivers.outcome_date between options.year_start_date and options.year_end_date, true
        ) as is_candidate,
        -- All codes of exemptions ended on June 30, 2015.
        listed.code is not null as is_exemption_valid,
        {{ hits([
            code_hits(
                'exemptions', 'education_regulatory_exemption_code', 'waivers.exemption_code'
            ),
            code_hits(
                'outcomes', 'education_regulatory_exemption_outcome_code', 'waivers.outcome_code'
            ),
        ]) }} as code_hits
    from waivers
    inner join orgs on waivers.org_id = orgs.org_id
    cross join options
    left join state_codes as exemptions
        on {{ code_matches('exemptions', 'calpads.education_regulatory_exemption',
                           'waivers.exemption_code', 'waivers.outcome_date') }}
    left join state_codes as outcomes
        on {{ code_matches('outcomes', 'calpads.education_regulatory_exemption_outcome',
                           'waivers.outcome_code', 'waivers.outcome_date') }}
    left join state_lists as listed
        on
            lower(exemptions.state_code) = listed.local_key
            and {{ span_covers('listed.start_date', 'listed.end_date', 'waivers.outcome_date') }}

)

select * from final
