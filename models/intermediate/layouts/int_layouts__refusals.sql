-- Grain: one row per export that this run cannot write, with the sentence that says why.

with

exports as (

    select * from {{ ref('exports') }}

),

in_force as (

    select * from {{ ref('int_layouts__in_force') }}

),

layouts as (

    select * from {{ ref('layouts') }}

),

options as (

    select * from {{ ref('run_options') }}

),

known as (

    select
        exports.export_name,
        min(layouts.first_year) as first_year,
        max(layouts.last_year) as last_year
    from exports
    inner join layouts on exports.file_code = layouts.file_code
    group by exports.export_name

),

without_layout as (

    select
        exports.*,
        known.first_year,
        known.last_year
    from exports
    inner join known on exports.export_name = known.export_name
    left join in_force on exports.export_name = in_force.export_name
    where in_force.export_name is null

),

final as (

    select
        without_layout.export_name,
        case without_layout.collection
            when 'cast'
                then
                    'There is no layout of ' || without_layout.export_name || ' for test year '
                    || options.test_year || ' here; the nearest is ' || without_layout.first_year
                    || ': set the test year to it.'
            else
                'There is no layout of ' || without_layout.export_name || ' for '
                || {{ year_label('options.layout_school_year') }} || ' here; the nearest is '
                || {{ year_label(
                    'case when options.layout_school_year < without_layout.first_year '
                    ~ 'then without_layout.first_year else without_layout.last_year end'
                ) }}
                || ': choose it with the layout year.'
        end as refusal
    from without_layout
    cross join options
    union all
    select
        exports.export_name,
        'The organisations hold no, or more than one, adult agency number: '
        || 'choose one with the agency option.' as refusal
    from exports
    cross join options
    where exports.collection = 'casas' and options.agency is null
    union all
    select
        exports.export_name,
        'The organisations hold no, or more than one, LEA: write the first seven digits of the '
        || 'code of yours as lea_code, or choose a school with the site option.' as refusal
    from exports
    left join without_layout on exports.export_name = without_layout.export_name
    cross join options
    where
        exports.collection = 'calpads'
        and options.site = 'LEA'
        and options.lea_code is null
        and without_layout.export_name is null

)

select * from final
