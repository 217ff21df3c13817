-- Grain: one row per learner with customer groups or special programs in the program year.

{#- Group type of the contract, code set of the receiver and column of ENTR. -#}
{%- set fields = [
    ('customer_group', 'casas.barriers_to_employment', 'barriers_to_employment'),
    ('customer_group', 'casas.personal_status', 'personal_status'),
    ('special_program', 'casas.special_programs', 'special_programs'),
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
            "coalesce(student_groups.start_date, cast('0001-01-01' as date))",
            'student_groups.end_date',
            'options.program_start_date', 'options.program_end_date'
        ) }}
    group by student_groups.student_id, student_groups.group_type, student_groups.group_code

),

-- ENTR-4: one group may give values in two fields, and several in one.
coded as (

    {%- for group_type, code_set, column in fields %}
    select
        of_year.student_id,
        of_year.group_type,
        of_year.group_code,
        '{{ code_set }}' as code_set,
        translations.state_code as code,
        translations.local_key is not null as is_known,
        {{ hits([doubtful_code_hits('translations', column, 'of_year.group_code')]) }} as code_hits
    from of_year
    cross join options
    left join state_codes as translations
        on {{ code_matches('translations', code_set, 'of_year.group_code',
                           'options.program_reference_date') }}
    where of_year.group_type = '{{ group_type }}'
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- ENTR-4: a group of the agency's own has a value in no field; a blank translation is one.
groups as (

    select
        student_id,
        group_type,
        group_code,
        bool_or(is_known) as is_known,
        {{ gathered_hits('code_hits') }} as code_hits
    from coded
    group by student_id, group_type, group_code

),

found as (

    select
        student_id,
        {{ gathered_hits(joined_hits(['code_hits', hits([
            hit('ENTR-4', 'barriers_to_employment', 'left(group_code, 40)',
                when="group_type = 'customer_group' and not is_known"),
            hit('unmapped_code', 'special_programs', 'left(group_code, 40)',
                when="group_type = 'special_program' and not is_known"),
        ])])) }} as group_hits
    from groups
    group by student_id

),

-- Whole codes, each once: SF inside MSF is another code (ENTR-4, file structure facts).
distinct_codes as (

    select
        coded.student_id,
        coded.code_set,
        coded.code,
        min(list_orders.list_order) as list_order
    from coded
    left join list_orders
        on
            coded.code_set = list_orders.code_set
            and coded.code = list_orders.code
    where coded.code is not null
    group by coded.student_id, coded.code_set, coded.code

),

final as (

    select
        found.student_id,
        {%- for _, code_set, column in fields %}
        {{ joined_codes(
            "case when distinct_codes.code_set = '" ~ code_set ~ "' then distinct_codes.code end",
            'distinct_codes.list_order', 'options.casas_multi_value_delimiter'
        ) }} as {{ column }},
        {%- endfor %}
        min(found.group_hits) as group_hits
    from found
    cross join options
    left join distinct_codes on found.student_id = distinct_codes.student_id
    group by found.student_id

)

select * from final
