-- Grain: one row per learner with a profile or groups in the program year, in state codes.

with

profiles as (

    select * from {{ ref('stg_sis__adult_profiles') }}

),

student_groups as (

    select * from {{ ref('int_students__adult_groups') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

codes as (

    select * from {{ ref('codes') }}
    where code_set = 'casas.highest_year_of_school'

),

options as (

    select * from {{ ref('run_options') }}

),

of_year as (

    select
        profiles.*,
        -- Mapping of DEM 14: two digits; a longer number is told, not cut.
        case
            when length(cast(profiles.highest_year_of_school as varchar)) < 2
                then '0' || cast(profiles.highest_year_of_school as varchar)
            else cast(profiles.highest_year_of_school as varchar)
        end as highest_year
    from profiles
    inner join options on profiles.program_year = options.program_school_year

),

final as (

    select
        coalesce(of_year.student_id, student_groups.student_id) as student_id,
        of_year.highest_year as highest_year_of_school,
        of_year.highest_year_outside_us,
        diplomas.state_code as highest_diploma,
        of_year.diploma_outside_us,
        labor.state_code as labor_force_status,
        first_goals.state_code as primary_goal,
        second_goals.state_code as secondary_goal,
        student_groups.barriers_to_employment,
        student_groups.personal_status,
        student_groups.special_programs,
        {{ hits([
            code_hits('diplomas', 'highest_diploma', 'of_year.highest_diploma_code'),
            hit('GERR0002', 'highest_year_of_school', 'of_year.highest_year',
                when='of_year.highest_year is not null and codes.code is null'),
        ]) }} as demographic_hits,
        {{ joined_hits([
            'coalesce(student_groups.group_hits, ' ~ hits([]) ~ ')',
            hits([
                code_hits('labor', 'labor_force_status', 'of_year.labor_force_status_code'),
                code_hits('first_goals', 'primary_goal', 'of_year.primary_goal_code'),
                code_hits('second_goals', 'secondary_goal', 'of_year.secondary_goal_code'),
            ]),
        ]) }} as entry_hits
    from of_year
    full join student_groups on of_year.student_id = student_groups.student_id
    cross join options
    left join codes on of_year.highest_year = codes.code
    left join state_codes as diplomas
        on {{ code_matches('diplomas', 'casas.highest_diploma',
                           'of_year.highest_diploma_code', 'options.program_reference_date') }}
    left join state_codes as labor
        on {{ code_matches('labor', 'casas.labor_force_status',
                           'of_year.labor_force_status_code', 'options.program_reference_date') }}
    left join state_codes as first_goals
        on {{ code_matches('first_goals', 'casas.attainable_goal',
                           'of_year.primary_goal_code', 'options.program_reference_date') }}
    left join state_codes as second_goals
        on {{ code_matches('second_goals', 'casas.attainable_goal',
                           'of_year.secondary_goal_code', 'options.program_reference_date') }}

)

select * from final
