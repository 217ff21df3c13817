-- Grain: one row per person, place, job classification and assignment code on Census Day, ranked.

{#- A doubtful code is told at the field that holds it. -#}
{%- set place_hits = [] -%}
{%- for place in range(1, 8) -%}
{%- for rule_id in ('ambiguous_code', 'GERR0002', 'GERR0007') -%}
{%- do place_hits.append(hit(
    rule_id, 'non_classroom_based_job_assignment_code_' ~ place, 'nonclassroom_code',
    when='place = ' ~ place ~ " and code_finding = '" ~ rule_id ~ "'"
)) -%}
{%- endfor -%}
{%- endfor %}

with

assignments as (

    select * from {{ ref('int_staff__assignments') }}
    where is_in_effect_on_census_date and nonclassroom_code is not null

),

summed as (

    select
        staff_id,
        org_id,
        job_classification_code,
        nonclassroom_code,
        coalesce(sum(fte_percent), 0) as fte_percent,
        min(nonclassroom_code_finding) as code_finding
    from assignments
    group by staff_id, org_id, job_classification_code, nonclassroom_code

),

-- Mapping of 8.15 to 8.21: the largest share first, then the code.
ranked as (

    select
        *,
        row_number() over (
            partition by staff_id, org_id, job_classification_code
            order by fte_percent desc, nonclassroom_code asc
        ) as place
    from summed

),

final as (

    select
        staff_id,
        org_id,
        job_classification_code,
        nonclassroom_code,
        fte_percent,
        place,
        {{ hits(place_hits) }} as place_hits
    from ranked

)

select * from final
