-- Grain: one row per student group of the test year: the rules that it breaks.

with

records as (

    select * from {{ ref('int_cast__student_groups_records') }}

),

final as (

    select
        export_name,
        record_key,

        -- The group stands in the list of groups, but no row of the research file counts it.
        not has_rule as group_without_rule
    from records

)

select * from final
