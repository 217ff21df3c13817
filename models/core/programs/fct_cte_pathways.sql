-- Grain: one row per student, school, school year and CTE pathway.

with

pathways as (

    select * from {{ ref('stg_sis__student_cte_pathways') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- The code is that of the first day of the school year.
final as (

    select
        pathways.student_id,
        pathways.org_id,
        codes.state_code as pathway_code,
        pathways.pathway_code as local_pathway_code,
        pathways.is_completed,
        cast(pathways.school_year as integer) as school_year
    from pathways
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.cte_pathway', 'pathways.pathway_code',
                           school_year_start('pathways.school_year')) }}

)

select * from final
