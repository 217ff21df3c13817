-- Grain: one row per student and guardian rank, 1 or 2.

with

guardians as (

    select * from {{ ref('stg_sis__student_guardians') }}

),

options as (

    select * from {{ ref('run_options') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- The keys '1' and '01' are two raw rows and one rank: the last row in the file stays.
ranked as (

    select
        *,
        row_number() over (
            partition by student_id, guardian_order
            order by source_row desc
        ) as place
    from guardians

),

final as (

    {%- for rank in (1, 2) %}
    select
        ranked.student_id,
        ranked.guardian_order,
        ranked.first_name,
        ranked.last_name,
        levels.state_code as highest_education_level_code,
        {{ hits([
            code_hits(
                'levels', 'parent_guardian_' ~ rank ~ '_highest_education_level_code',
                'ranked.education_level_code'
            ),
        ]) }} as guardian_hits
    from ranked
    cross join options
    left join state_codes as levels
        on {{ code_matches('levels', 'calpads.highest_education_level',
                           'ranked.education_level_code', 'options.range_reference_date') }}
    where ranked.guardian_order = {{ rank }} and ranked.place = 1
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from final
