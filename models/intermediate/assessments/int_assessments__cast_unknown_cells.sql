-- Grain: one row per withheld count of the CAST research file but the results that whole rows tell.

with

withheld as (

    select * from {{ ref('int_assessments__cast_withheld_cells') }}

),

told_rows as (

    select * from {{ ref('int_assessments__cast_told_rows') }}

),

final as (

    select withheld.*
    from withheld
    left join told_rows on withheld.row_number = told_rows.row_number
    where
        told_rows.row_number is null
        or not withheld.is_published
        or withheld.block <> 'results'

)

select * from final
