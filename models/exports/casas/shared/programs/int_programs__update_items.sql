-- Grain: one row per update, kind of item, local item and state code (null: none).

{#- The kinds of items of the contract; each is a column of UPDT with a code set of its name. -#}
{%- set item_types = [
    'learner_results_education', 'learner_results_work', 'learner_results_personal_family',
    'learner_results_community', 'services_career', 'services_training', 'services_supportive',
    'services_transition', 'services_vocational_rehab',
] %}

with

items as (

    select * from {{ ref('stg_sis__adult_update_items') }}

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

    {%- for item_type in item_types %}
    select
        items.update_id,
        '{{ item_type }}' as item_type,
        items.item_code,
        codes.state_code,
        {{ code_finding('codes', 'items.item_code') }} as code_finding
    from items
    cross join options
    left join state_codes as codes
        on {{ code_matches('codes', 'casas.' ~ item_type, 'items.item_code',
                           'options.program_reference_date') }}
    where lower(items.item_type) = '{{ item_type }}'
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

final as (

    select
        coded.update_id,
        coded.item_type,
        coded.item_code,
        coded.state_code,
        list_orders.list_order,
        coded.code_finding
    from coded
    left join list_orders
        on
            'casas.' || coded.item_type = list_orders.code_set
            and coded.state_code = list_orders.code

)

select * from final
