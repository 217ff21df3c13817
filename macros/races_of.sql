{#-
    The races of people as columns: each state code once, at the place of the first local code that
    means it, without gaps (mapping of 2.25 to 2.29 and 7.20 to 7.24). Reads the CTEs `state_codes`,
    `options` and that of the people. What is wrong with the local code at a raw place is
    race_<place>_code_finding; with a `prefix` of column names of a file also the list race_hits.
-#}
{% macro races_of(people, id_column, prefix, reference_date) %}
coded as (

    {%- for place in range(1, 6) %}
    {%- set local_code = people ~ '.race_code_' ~ place %}
    select
        {{ people }}.{{ id_column }},
        {{ place }} as raw_place,
        races.state_code,
        {{ code_finding('races', local_code) }} as finding
        {%- if prefix %},
        {{ hits([code_hits('races', prefix ~ '_' ~ place ~ '_code', local_code)]) }} as hits
        {%- endif %}
    from {{ people }}
    cross join options
    left join state_codes as races
        on {{ code_matches('races', 'calpads.race', local_code, reference_date) }}
    where {{ local_code }} is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

firsts as (

    select
        {{ id_column }},
        state_code,
        row_number() over (partition by {{ id_column }} order by min(raw_place)) as place
    from coded
    where state_code is not null
    group by {{ id_column }}, state_code

),

placed as (

    select
        {{ id_column }},
        max(case when place = 1 then state_code end) as race_1_code,
        max(case when place = 2 then state_code end) as race_2_code,
        max(case when place = 3 then state_code end) as race_3_code,
        max(case when place = 4 then state_code end) as race_4_code,
        max(case when place = 5 then state_code end) as race_5_code
    from firsts
    group by {{ id_column }}

),

found as (

    select
        {{ id_column }},
        {%- for place in range(1, 6) %}
        max(case when raw_place = {{ place }} then finding end)
            as race_{{ place }}_code_finding{{ ',' if not loop.last }}
        {%- endfor %}
        {%- if prefix %},
        {{ gathered_hits('hits') }} as race_hits
        {%- endif %}
    from coded
    group by {{ id_column }}

),

final as (

    select
        found.{{ id_column }},
        placed.race_1_code,
        placed.race_2_code,
        placed.race_3_code,
        placed.race_4_code,
        placed.race_5_code,
        {%- for place in range(1, 6) %}
        found.race_{{ place }}_code_finding{{ ',' if not loop.last }}
        {%- endfor %}
        {%- if prefix %},
        found.race_hits
        {%- endif %}
    from found
    left join placed on found.{{ id_column }} = placed.{{ id_column }}

)
{%- endmacro %}
