-- Grain: one row per student with a race: the state codes in order, without gaps and repeats.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

options as (

    select * from {{ ref('run_options') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

{{ races_of('students', 'student_id', none, 'options.range_reference_date') }}

select * from final
