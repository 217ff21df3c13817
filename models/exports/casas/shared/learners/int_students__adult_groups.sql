-- Grain: one row per learner, group of the program year, field of ENTR and code (null: none).

{#- Group type of the contract and column of ENTR, whose code set has its name. -#}
{%- set fields = [
    ('customer_group', 'barriers_to_employment'),
    ('customer_group', 'personal_status'),
    ('special_program', 'special_programs'),
] %}

with

student_groups as (

    select * from {{ ref('stg_sis__adult_student_groups') }}

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

-- In effect at some point of the program year.
of_year as (

    select
        student_groups.student_id,
        student_groups.group_type,
        student_groups.group_code
    from student_groups
    cross join options
    where
        {{ spans_overlap(
            'student_groups.start_date',
            'student_groups.end_date',
            'options.program_start_date', 'options.program_end_date'
        ) }}
    group by student_groups.student_id, student_groups.group_type, student_groups.group_code

),

-- ENTR-4: one group may give values in two fields, and several in one.
coded as (

    {%- for group_type, column in fields %}
    select
        of_year.student_id,
        of_year.group_type,
        of_year.group_code,
        '{{ column }}' as column_name,
        translations.state_code,
        translations.local_key is not null as is_known,
        translations.code_finding
    from of_year
    cross join options
    left join state_codes as translations
        on {{ code_matches('translations', 'casas.' ~ column, 'of_year.group_code',
                           'options.program_reference_date') }}
    where of_year.group_type = '{{ group_type }}'
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- ENTR-4: a group of the agency's own has a value in no field; a blank translation is one.
known as (

    select
        *,
        bool_or(is_known) over (partition by student_id, group_type, group_code)
            as is_known_group
    from coded

),

final as (

    select
        known.student_id,
        known.group_type,
        known.group_code,
        known.column_name,
        known.state_code,
        list_orders.list_order,
        case
            when known.is_known_group then known.code_finding
            when known.group_type = 'special_program' then 'unmapped_code'
            when known.column_name = 'barriers_to_employment' then 'ENTR-4'
        end as code_finding
    from known
    left join list_orders
        on
            'casas.' || known.column_name = list_orders.code_set
            and known.state_code = list_orders.code

)

select * from final
