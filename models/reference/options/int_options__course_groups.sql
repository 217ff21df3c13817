-- Grain: one row per local course group by which adult files can be limited, in lower case.

with

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}
    where group_type = 'course_group'

),

updates as (

    select * from {{ ref('stg_sis__adult_program_updates') }}

),

-- Definition D18: a class is of its groups, an update of its program.
final as (

    select lower(group_code) as course_group
    from class_groups
    where group_code is not null
    union
    select lower(program_code) as course_group
    from updates
    where program_code is not null

)

select * from final
