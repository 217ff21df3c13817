-- Grain: one row per staff member with a race: the state codes in order, without gaps and repeats.

with

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

options as (

    select * from {{ ref('run_options') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

{{ races_of('staff', 'staff_id', 'staff_race', 'options.year_reference_date') }}

select * from final
