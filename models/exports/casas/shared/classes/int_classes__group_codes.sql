-- Grain: one row per adult class, field of CLS and code that its groups give; of special programs
-- one per group.

with

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

list_orders as (

    select * from {{ ref('code_list_orders') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- SPS-9: a class in two program groups counts for both programs; two groups of one program are
-- one. A group without translation is the agency's own and no program.
programs as (

    select
        class_groups.class_id,
        'instructional_program' as column_name,
        cast(null as string) as local_code,
        programs.state_code,
        min(programs.code_finding) as code_finding
    from class_groups
    cross join options
    inner join state_codes as programs
        on {{ code_matches('programs', 'casas.instructional_program',
                           'class_groups.group_code', 'options.program_reference_date') }}
    where class_groups.group_type = 'course_group' and programs.state_code is not null
    group by class_groups.class_id, programs.state_code

),

special_programs as (

    select
        class_groups.class_id,
        'special_programs' as column_name,
        class_groups.group_code as local_code,
        specials.state_code,
        {{ code_finding('specials', 'class_groups.group_code') }} as code_finding
    from class_groups
    cross join options
    left join state_codes as specials
        on {{ code_matches('specials', 'casas.special_programs',
                           'class_groups.group_code', 'options.program_reference_date') }}
    where class_groups.group_type = 'special_program'

),

coded as (

    select * from programs
    union all
    select * from special_programs

),

final as (

    select
        coded.class_id,
        coded.column_name,
        coded.local_code,
        coded.state_code,
        list_orders.list_order,
        coded.code_finding
    from coded
    left join list_orders
        on
            'casas.' || coded.column_name = list_orders.code_set
            and coded.state_code = list_orders.code

)

select * from final
