-- Grain: one row per program span of special education or of a 504 plan.

with

student_programs as (

    select * from {{ ref('stg_sis__student_programs') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

roles as (

    select * from {{ ref('code_roles') }}
    where role in ('plan_504', 'special_education')

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        student_programs.student_program_id,
        student_programs.student_id,
        student_programs.org_id,
        student_programs.start_date,
        student_programs.end_date,
        roles.role = 'special_education' as is_special_education
    from student_programs
    cross join options
    -- Programs are evaluated on their first day, or on July 1 when that is later (code set).
    inner join state_codes as programs
        on {{ code_matches(
            'programs', 'calpads.education_program', 'student_programs.program_code',
            'greatest(student_programs.start_date, options.year_start_date)'
        ) }}
    inner join roles on programs.state_code = roles.code

)

select * from final
