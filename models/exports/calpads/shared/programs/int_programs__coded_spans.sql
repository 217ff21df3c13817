-- Grain: one row per K-12 program span of the year and school (null: none), in state codes.

with

spans as (

    select * from {{ ref('int_programs__spans') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}
    where pair_set = 'education_program.membership_category'

),

program_roles as (

    select * from {{ ref('code_roles') }}
    where
        role in (
            'academy_program', 'homeless_program', 'meal_program', 'migrant_program',
            'targeted_program'
        )

),

-- The only membership that the state allows for a program in the year.
fixed_memberships as (

    select
        first_code as program_code,
        min(second_code) as membership_code
    from pairs
    where is_allowed
    group by first_code
    having count(*) = 1

),

final as (

    select
        spans.*,
        orgs.reporting_lea,
        orgs.school_code,
        coalesce(orgs.is_excluded, false) as is_school_excluded,
        programs.state_code as state_program_code,
        -- Mapping of 3.14: only a missing code is filled; one that does not translate stays blank.
        case
            when spans.membership_code is null then fixed_memberships.membership_code
            else memberships.state_code
        end as state_membership_code,
        services.state_code as state_service_code,
        dwellings.state_code as state_dwelling_code,
        coalesce(program_roles.role = 'academy_program', false) as is_academy,
        coalesce(program_roles.role = 'homeless_program', false) as is_homeless,
        coalesce(program_roles.role = 'meal_program', false) as is_meal,
        coalesce(program_roles.role = 'migrant_program', false) as is_migrant,
        coalesce(program_roles.role = 'targeted_program', false) as is_targeted,
        {{ code_finding('programs', 'spans.program_code') }} as program_code_finding,
        {{ code_finding('memberships', 'spans.membership_code') }} as membership_code_finding,
        {{ code_finding('services', 'spans.service_code') }} as service_code_finding,
        {{ code_finding('dwellings', 'spans.homeless_dwelling_code') }} as dwelling_code_finding
    from spans
    left join orgs on spans.org_id = orgs.org_id
    left join state_codes as programs
        on {{ code_matches('programs', 'calpads.education_program',
                           'spans.program_code', 'spans.code_date') }}
    left join state_codes as memberships
        on {{ code_matches('memberships', 'calpads.membership_category',
                           'spans.membership_code', 'spans.code_date') }}
    left join state_codes as services
        on {{ code_matches('services', 'calpads.education_service_title_i',
                           'spans.service_code', 'spans.code_date') }}
    left join state_codes as dwellings
        on {{ code_matches('dwellings', 'calpads.homeless_dwelling_type',
                           'spans.homeless_dwelling_code', 'spans.code_date') }}
    left join program_roles on programs.state_code = program_roles.code
    left join fixed_memberships on programs.state_code = fixed_memberships.program_code

)

select * from final
