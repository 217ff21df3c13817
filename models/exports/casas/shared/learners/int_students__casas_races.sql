-- Grain: one row per learner, local race and code of DEM (null: none).

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

learners as (

    select * from {{ ref('int_students__adult_learners') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

list_orders as (

    select * from {{ ref('code_list_orders') }}
    where code_set = 'casas.race'

),

options as (

    select * from {{ ref('run_options') }}

),

-- A race that stands in two places counts once.
local_races as (

    {%- for place in range(1, 6) %}
    select
        students.student_id,
        students.race_code_{{ place }} as local_code
    from students
    inner join learners on students.student_id = learners.student_id
    where students.race_code_{{ place }} is not null
    {{- '\n    union' if not loop.last }}
    {%- endfor %}

),

final as (

    select
        local_races.student_id,
        local_races.local_code,
        races.state_code,
        list_orders.list_order,
        {{ code_finding('races', 'local_races.local_code') }} as code_finding
    from local_races
    cross join options
    left join state_codes as races
        on {{ code_matches('races', 'casas.race',
                           'local_races.local_code', 'options.program_reference_date') }}
    left join list_orders on races.state_code = list_orders.code

)

select * from final
