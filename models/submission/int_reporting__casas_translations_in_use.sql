-- Grain: one row per group of adult files and shipped translation of low confidence they use.

with

shipped as (

    select * from {{ ref('xwalk_shipped_translations') }}
    where confidence = 'low'

),

own as (

    select * from {{ ref('stg_sis__code_translations') }}

),

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}
    where group_type = 'course_group'

),

updates as (

    select * from {{ ref('int_programs__updates') }}

),

classes as (

    select * from {{ ref('int_classes__agency_classes') }}
    where overlaps_program_year

),

-- Only course groups have shipped translations of low confidence (CASAS rules, source S91).
used as (

    select
        'cls entr sps' as export_names,
        class_groups.group_code as local_code
    from class_groups
    inner join classes on class_groups.class_id = classes.class_id
    group by class_groups.group_code
    union all
    select
        'updt' as export_names,
        program_code as local_code
    from updates
    where program_code is not null
    group by program_code

),

-- Contract rule 14: a row of the agency's own confirms the code.
final as (

    select
        used.export_names,
        shipped.code_set,
        shipped.local_code,
        shipped.state_code,
        shipped.source_id
    from used
    inner join shipped
        on
            lower(used.local_code) = lower(shipped.local_code)
            and shipped.code_set = 'casas.instructional_program'
    left join own
        on
            shipped.code_set = own.code_set
            and lower(shipped.local_code) = lower(own.local_code)
    where own.local_code is null
    group by
        used.export_names, shipped.code_set, shipped.local_code, shipped.state_code,
        shipped.source_id

)

select * from final
