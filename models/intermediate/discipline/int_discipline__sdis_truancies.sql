-- Grain: one row per truant student, as SDIS would tell the truancy.

with

truants as (

    select * from {{ ref('int_discipline__truants') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

no_removal as (

    select * from {{ ref('code_roles') }}
    where role = 'no_removal'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Open questions 3 and 29: the layout has no truancy, so the local code TRUANCY must be translated.
final as (

    select
        'TRUANT-' || truants.student_id as record_key,
        truants.student_id,
        truants.org_id,
        orgs.reporting_lea,
        orgs.school_code,
        orgs.is_excluded as is_org_excluded,
        concat_ws('-', 'TR', students.local_student_id, cast(options.school_year as varchar))
            as incident_number,
        truants.truant_date as incident_date,
        codes.state_code as offense_code,
        no_removal.code as action_code,
        {{ hits([doubtful_code_hits('codes', 'student_offense_code', "'TRUANCY'")]) }} as code_hits
    from truants
    cross join options
    cross join no_removal
    inner join orgs on truants.org_id = orgs.org_id
    left join students on truants.student_id = students.student_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.student_offense', "'TRUANCY'",
                           'truants.truant_date') }}

)

select * from final
