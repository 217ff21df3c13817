-- Grain: one row per person, place in scope and state job classification of the year.

with

assignments as (

    select * from {{ ref('int_staff__assignments') }}
    where is_in_scope

),

codes as (

    select * from {{ ref('int_staff__assignment_codes') }}

),

-- Mapping of 8.14: only rows in effect on Census Day count; without any share the sum is unknown.
summed as (

    select
        staff_id,
        org_id,
        job_classification_code,
        sum(fte_percent) filter (where is_in_effect_on_census_date) as summed_fte_percent,
        bool_or(is_in_effect_on_census_date) as is_in_effect_on_census_date,
        {{ gathered_hits(
            'case when is_in_effect_on_census_date then code_hits else ' ~ hits([]) ~ ' end'
        ) }} as code_hits
    from assignments
    group by staff_id, org_id, job_classification_code

),

-- Mapping of 8.15 to 8.21: up to seven codes; the layout has no place for more.
placed as (

    select
        staff_id,
        org_id,
        job_classification_code,
        {%- for place in range(1, 8) %}
        max(case when place = {{ place }} then nonclassroom_code end)
            as nonclassroom_code_{{ place }},
        {%- endfor %}
        count(*) as nonclassroom_codes,
        {{ gathered_hits('place_hits') }} as place_hits
    from codes
    group by staff_id, org_id, job_classification_code

),

final as (

    select
        summed.staff_id,
        summed.org_id,
        summed.job_classification_code,
        summed.summed_fte_percent,
        summed.is_in_effect_on_census_date,
        {%- for place in range(1, 8) %}
        placed.nonclassroom_code_{{ place }},
        {%- endfor %}
        coalesce(placed.nonclassroom_codes, 0) as nonclassroom_codes,
        {{ joined_hits(
            ['summed.code_hits', 'coalesce(placed.place_hits, ' ~ hits([]) ~ ')']
        ) }} as code_hits
    from summed
    left join placed
        on
            summed.staff_id = placed.staff_id
            and summed.org_id = placed.org_id
            and summed.job_classification_code = placed.job_classification_code

)

select * from final
