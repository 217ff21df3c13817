-- Grain: one row per span of a student in a student group that the raw tables tell.

with

programs as (

    select * from {{ ref('fct_program_spans') }}
    where span_kind = 'k12'

),

language_statuses as (

    select * from {{ ref('fct_language_statuses') }}

),

guardians as (

    select * from {{ ref('stg_sis__student_guardians') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

roles as (

    select * from {{ ref('code_roles') }}

),

of_programs as (

    select
        programs.program_span_id as span_id,
        programs.student_id,
        programs.org_id,
        roles.role as student_group,
        programs.start_date,
        programs.end_date
    from programs
    inner join roles on programs.program_code = roles.code
    where
        roles.role in (
            'meal_program', 'migrant_program', 'homeless_program', 'tribal_foster_program',
            'special_education'
        )

),

of_language as (

    select
        cast(null as string) as span_id,
        language_statuses.student_id,
        cast(null as string) as org_id,
        roles.role as student_group,
        language_statuses.start_date,
        language_statuses.end_date
    from language_statuses
    inner join roles on language_statuses.elas_code = roles.code
    where roles.role = 'english_learner'

),

-- No known guardian has a diploma; a level that is not told says nothing. It has no dates.
of_parents as (

    select
        cast(null as string) as span_id,
        guardians.student_id,
        cast(null as string) as org_id,
        'parents_without_diploma' as student_group,
        cast(null as date) as start_date,
        cast(null as date) as end_date
    from guardians
    inner join state_codes as levels
        on {{ code_matches('levels', 'calpads.highest_education_level',
                           'guardians.education_level_code', end_or_open('null')) }}
    left join roles
        on
            levels.state_code = roles.code
            and roles.role in ('no_diploma', 'level_not_told')
    where coalesce(roles.role, '') <> 'level_not_told'
    group by guardians.student_id
    having bool_and(coalesce(roles.role, '') = 'no_diploma')

),

final as (

    select * from of_programs
    union all
    select * from of_language
    union all
    select * from of_parents

)

select * from final
