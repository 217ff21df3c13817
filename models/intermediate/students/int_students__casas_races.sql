-- Grain: one row per learner with a race: the races as one field of DEM.

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

local_races as (

    {%- for place in range(1, 6) %}
    select
        students.student_id,
        students.race_code_{{ place }} as local_code
    from students
    inner join learners on students.student_id = learners.student_id
    where students.race_code_{{ place }} is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

coded as (

    select
        local_races.student_id,
        races.state_code,
        min(list_orders.list_order) as list_order,
        {{ gathered_hits(hits([code_hits('races', 'races', 'local_races.local_code')])) }}
            as race_hits
    from local_races
    cross join options
    left join state_codes as races
        on {{ code_matches('races', 'casas.race',
                           'local_races.local_code', 'options.program_reference_date') }}
    left join list_orders on races.state_code = list_orders.code
    group by local_races.student_id, races.state_code

),

final as (

    select
        coded.student_id,
        {{ joined_codes('coded.state_code', 'coded.list_order',
                        'options.casas_multi_value_delimiter') }} as races,
        {{ gathered_hits('coded.race_hits') }} as race_hits
    from coded
    cross join options
    group by coded.student_id

)

select * from final
