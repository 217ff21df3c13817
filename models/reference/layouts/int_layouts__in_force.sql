-- Grain: one row per export and field of the layout in force for this run.

with

exports as (

    select * from {{ ref('exports') }}

),

layouts as (

    select * from {{ ref('layouts') }}

),

retired as (

    select * from {{ ref('int_layouts__retired') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- A layout belongs to the school year (CALPADS), the test year (CAST) or to every year (CASAS);
-- a file that the state takes no more keeps its last layout (open question 16).
final as (

    select
        exports.export_name,
        exports.collection,
        exports.file_code,
        layouts.layout_version,
        layouts.field_number,
        layouts.field_order,
        layouts.column_name,
        layouts.data_type,
        layouts.max_length,
        layouts.requirement,
        layouts.code_set,
        layouts.value_format,
        layouts.is_personal,
        layouts.length_confidence,
        layouts.filled_by,
        layouts.text_form
    from exports
    inner join layouts on exports.file_code = layouts.file_code
    cross join options
    left join retired on exports.export_name = retired.export_name
    where
        case exports.collection
            when 'cast' then options.test_year
            else least(options.layout_school_year, coalesce(retired.last_school_year, 9999))
        end between coalesce(layouts.first_year, 0) and coalesce(layouts.last_year, 9999)
        or exports.collection = 'casas'

)

select * from final
