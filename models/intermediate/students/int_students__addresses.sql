-- Grain: one row per student and address type: the address on the reference date of the range.

{#- Address types of the contract, and how the columns of the file begin. -#}
{%- set prefixes = {'residence': 'residential', 'mailing': 'mailing'} %}

with

addresses as (

    select * from {{ ref('stg_sis__student_addresses') }}

),

options as (

    select * from {{ ref('run_options') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Mapping of 2.31 and 2.45: of the addresses that cover the day the latest start wins.
ranked as (

    select
        addresses.*,
        lower(addresses.address_type) as type_name,
        options.range_reference_date as reference_date,
        row_number() over (
            partition by addresses.student_id, lower(addresses.address_type)
            order by addresses.start_date desc, addresses.source_row desc
        ) as place
    from addresses
    cross join options
    where
        {{ span_covers(
            'addresses.start_date', 'addresses.end_date', 'options.range_reference_date'
        ) }}

),

in_force as (

    select * from ranked
    where place = 1

),

-- Mapping of 2.34 and 2.48: a bare local code is tried again as a state of the country (US-CA).
final as (

    {%- for type_name, prefix in prefixes.items() %}
    {%- set column = prefix ~ '_address_state_province_code' %}
    select
        in_force.student_id,
        in_force.type_name as address_type,
        in_force.line_1,
        in_force.line_2,
        in_force.city,
        coalesce(provinces.state_code, joined_provinces.state_code) as state_province_code,
        in_force.zip_code,
        {{ hits([
            hit(
                'unmapped_code', column, 'left(in_force.state_code, 40)',
                when='in_force.state_code is not null and provinces.local_key is null '
                ~ 'and joined_provinces.local_key is null'
            ),
            doubtful_code_hits('provinces', column, 'in_force.state_code'),
            doubtful_code_hits('joined_provinces', column, 'in_force.state_code'),
        ]) }} as address_hits
    from in_force
    left join state_codes as provinces
        on {{ code_matches('provinces', 'calpads.state_province',
                           'in_force.state_code', 'in_force.reference_date') }}
    left join state_codes as joined_provinces
        on
            provinces.local_key is null
            and {{ code_matches('joined_provinces', 'calpads.state_province',
                                "'US-' || in_force.state_code", 'in_force.reference_date') }}
    where in_force.type_name = '{{ type_name }}'
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
