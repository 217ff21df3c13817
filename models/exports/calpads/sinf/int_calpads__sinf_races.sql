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

coded as (

    {%- for place in range(1, 6) %}
    {%- set local_code = 'students.race_code_' ~ place %}
    select
        students.student_id,
        {{ place }} as raw_place,
        races.state_code,
        {{ code_finding('races', local_code) }} as finding
    from students
    cross join options
    left join state_codes as races
        on {{ code_matches('races', 'calpads.race', local_code, 'options.range_reference_date') }}
    where {{ local_code }} is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

firsts as (

    select
        student_id,
        state_code,
        row_number() over (partition by student_id order by min(raw_place)) as place
    from coded
    where state_code is not null
    group by student_id, state_code

),

state_races as (

    select
        student_id,
        max(case when place = 1 then state_code end) as race_1_code,
        max(case when place = 2 then state_code end) as race_2_code,
        max(case when place = 3 then state_code end) as race_3_code,
        max(case when place = 4 then state_code end) as race_4_code,
        max(case when place = 5 then state_code end) as race_5_code
    from firsts
    group by student_id

),

found as (

    select
        student_id,
        max(case when raw_place = 1 then finding end) as race_1_code_finding,
        max(case when raw_place = 2 then finding end) as race_2_code_finding,
        max(case when raw_place = 3 then finding end) as race_3_code_finding,
        max(case when raw_place = 4 then finding end) as race_4_code_finding,
        max(case when raw_place = 5 then finding end) as race_5_code_finding
    from coded
    group by student_id

),

final as (

    select
        found.student_id,
        state_races.race_1_code,
        state_races.race_2_code,
        state_races.race_3_code,
        state_races.race_4_code,
        state_races.race_5_code,
        found.race_1_code_finding,
        found.race_2_code_finding,
        found.race_3_code_finding,
        found.race_4_code_finding,
        found.race_5_code_finding
    from found
    left join state_races on found.student_id = state_races.student_id

)

select * from final
