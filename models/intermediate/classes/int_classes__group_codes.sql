-- Grain: one row per adult class with groups: its programs and special programs, each as one field.

with

programs as (

    select * from {{ ref('int_classes__programs') }}

),

class_groups as (

    select * from {{ ref('stg_sis__adult_class_groups') }}
    where group_type = 'special_program'

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

coded as (

    select
        class_id,
        'casas.instructional_program' as code_set,
        instructional_program as code,
        {{ hits([
            hit('GERR0002', 'instructional_program', 'instructional_program',
                when="code_finding = 'GERR0002'"),
            hit('GERR0007', 'instructional_program', 'instructional_program',
                when="code_finding = 'GERR0007'"),
        ]) }} as code_hits
    from programs
    union all
    select
        class_groups.class_id,
        'casas.special_programs' as code_set,
        specials.state_code as code,
        {{ hits([code_hits('specials', 'special_programs', 'class_groups.group_code')]) }}
            as code_hits
    from class_groups
    cross join options
    left join state_codes as specials
        on {{ code_matches('specials', 'casas.special_programs',
                           'class_groups.group_code', 'options.program_reference_date') }}

),

found as (

    select
        class_id,
        {{ gathered_hits('code_hits') }} as group_hits
    from coded
    group by class_id

),

-- Two groups of one code give it once; the list of the receiver gives the order.
ordered as (

    select
        coded.class_id,
        coded.code_set,
        coded.code,
        list_orders.list_order,
        row_number() over (
            partition by coded.class_id, coded.code_set
            order by list_orders.list_order nulls last, coded.code
        ) as place
    from coded
    left join list_orders
        on
            coded.code_set = list_orders.code_set
            and coded.code = list_orders.code
    where coded.code is not null
    group by coded.class_id, coded.code_set, coded.code, list_orders.list_order

),

-- Mapping of CLS 12: a class of two programs is joined, unless the setting keeps the first alone.
told as (

    select
        ordered.*,
        options.casas_multi_value_delimiter as delimiter,
        case
            when
                ordered.code_set = 'casas.instructional_program'
                and (options.casas_several_programs = 'joined' or ordered.place = 1)
                then ordered.code
        end as told_program,
        case when ordered.code_set = 'casas.special_programs' then ordered.code end
            as told_special_program
    from ordered
    cross join options

),

joined as (

    select
        class_id,
        {{ joined_codes('told_program', 'list_order', 'delimiter') }} as instructional_program,
        {{ joined_codes('told_special_program', 'list_order', 'delimiter') }} as special_programs
    from told
    group by class_id

),

final as (

    select
        found.class_id,
        joined.instructional_program,
        joined.special_programs,
        found.group_hits
    from found
    left join joined on found.class_id = joined.class_id

)

select * from final
