-- Grain: one row per code set without state list and value in use, whatever its capitals.

{#- Where the values of a code set stand. A set that gains a list (seed code_sets) drops out. -#}
{%- set places = {
    'calpads.content_standards_alignment': ('stg_sis__courses', 'standards_alignment_code'),
    'calpads.local_assignment_option': ('stg_sis__sections', 'local_assignment_option_code'),
} %}

with

code_sets as (

    select * from {{ ref('code_sets') }}
    where state_list is null

),

used as (

    {%- for code_set, (relation, column) in places.items() %}
    select
        '{{ code_set }}' as code_set,
        {{ column }} as code
    from {{ ref(relation) }}
    where {{ column }} is not null
    group by {{ column }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- Two spellings that differ in capitals alone are one code (contract rule 9): the first in order.
final as (

    select
        code_sets.code_set,
        lower(used.code) as local_key,
        min(used.code) as code
    from used
    inner join code_sets on used.code_set = code_sets.code_set
    group by code_sets.code_set, lower(used.code)

)

select * from final
