-- Grain: one row per adult class and instructional program it belongs to.

with

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}
    where group_type = 'course_group'

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- SPS-9: a class in two program groups counts for both programs; two groups of one program are
-- one. A group without translation is the agency's own and no program.
final as (

    select
        class_groups.class_id,
        programs.state_code as instructional_program,
        min(programs.code_finding) as code_finding
    from class_groups
    cross join options
    inner join state_codes as programs
        on {{ code_matches('programs', 'casas.instructional_program',
                           'class_groups.group_code', 'options.program_reference_date') }}
    where programs.state_code is not null
    group by class_groups.class_id, programs.state_code

)

select * from final
