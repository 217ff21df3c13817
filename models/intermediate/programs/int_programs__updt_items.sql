-- Grain: one row per UPDT row with items: each kind of item as one field.

{#- The columns of UPDT that hold items. -#}
{%- set item_types = [
    'learner_results_education', 'learner_results_work', 'learner_results_personal_family',
    'learner_results_community', 'services_career', 'services_training', 'services_supportive',
    'services_transition', 'services_vocational_rehab',
] %}

with

updt_groups as (

    select * from {{ ref('int_programs__updt_groups') }}

),

items as (

    select * from {{ ref('int_programs__update_items') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- The same item of two updates of a row counts once.
distinct_items as (

    select
        updt_groups.row_number_of_file,
        items.item_type,
        items.state_code,
        min(items.list_order) as list_order,
        {{ gathered_hits('items.item_hits') }} as item_hits
    from updt_groups
    inner join items on updt_groups.update_id = items.update_id
    group by updt_groups.row_number_of_file, items.item_type, items.state_code

),

final as (

    select
        distinct_items.row_number_of_file,
        {%- for item_type in item_types %}
        {{ joined_codes(
            "case when distinct_items.item_type = '" ~ item_type
            ~ "' then distinct_items.state_code end",
            'distinct_items.list_order', 'options.casas_multi_value_delimiter'
        ) }} as {{ item_type }},
        {%- endfor %}
        count(distinct_items.state_code) > 0 as has_items,
        {{ gathered_hits('distinct_items.item_hits') }} as item_hits
    from distinct_items
    cross join options
    group by distinct_items.row_number_of_file

)

select * from final
