-- Grain: one row per CALPADS export whose file the state takes no more, with the last year it did.

with

exports as (

    select * from {{ ref('exports') }}
    where collection = 'calpads'

),

layouts as (

    select * from {{ ref('layouts') }}

),

-- A file ends when every layout of it has ended; one that went on in a newer layout has not.
final as (

    select
        exports.export_name,
        max(layouts.last_year) as last_school_year
    from exports
    inner join layouts on exports.file_code = layouts.file_code
    group by exports.export_name
    having count(*) = count(layouts.last_year)

)

select * from final
