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

-- Whole codes, each once: SF inside MSF is another code (ENTR-4, file structure facts).
distinct_codes as (

    select
        student_id,
        column_name,
        state_code,
        min(list_order) as list_order
    from student_groups
    group by student_id, column_name, state_code

),

joined_groups as (

    select
        {%- for column in ['barriers_to_employment', 'personal_status', 'special_programs'] %}
        {{ joined_codes(
            'distinct_codes.state_code', 'distinct_codes.list_order',
            'options.casas_multi_value_delimiter', "distinct_codes.column_name = '" ~ column ~ "'"
        ) }} as {{ column }},
        {%- endfor %}
        distinct_codes.student_id
    from distinct_codes
    cross join options
    group by distinct_codes.student_id

),

of_year as (

    select
        profiles.*,
        -- Mapping of DEM 14: two digits; a longer number is not cut.
        case
            when length(cast(profiles.highest_year_of_school as string)) < 2
                then '0' || cast(profiles.highest_year_of_school as string)
            else cast(profiles.highest_year_of_school as string)
        end as highest_year
    from profiles
    inner join options on profiles.program_year = options.program_school_year

),

final as (

    select
        coalesce(of_year.student_id, joined_groups.student_id) as student_id,
        of_year.highest_year as highest_year_of_school,
        of_year.highest_year_outside_us,
        diplomas.state_code as highest_diploma,
        of_year.diploma_outside_us,
        labor.state_code as labor_force_status,
        first_goals.state_code as primary_goal,
        second_goals.state_code as secondary_goal,
        joined_groups.barriers_to_employment,
        joined_groups.personal_status,
        joined_groups.special_programs,

        -- local codes, and what is wrong with them
        of_year.highest_diploma_code,
        of_year.labor_force_status_code,
        of_year.primary_goal_code,
        of_year.secondary_goal_code,
        case when of_year.highest_year is not null and codes.code is null then 'GERR0002' end
            as highest_year_of_school_finding,
        {{ code_finding('diplomas', 'of_year.highest_diploma_code') }} as highest_diploma_finding,
        {{ code_finding('labor', 'of_year.labor_force_status_code') }}
            as labor_force_status_finding,
        {{ code_finding('first_goals', 'of_year.primary_goal_code') }} as primary_goal_finding,
        {{ code_finding('second_goals', 'of_year.secondary_goal_code') }}
            as secondary_goal_finding
    from of_year
    full join joined_groups on of_year.student_id = joined_groups.student_id
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
