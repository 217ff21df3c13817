-- Grain: one row per export that this run cannot write, with the sentence that says why.

with

exports as (

    select * from {{ ref('exports') }}

),

active_layouts as (

    select * from {{ ref('int_layouts__active_layouts') }}

),

layouts as (

    select * from {{ ref('layouts') }}

),

submissions as (

    select * from {{ ref('submissions') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

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

-- The year in which a submission first held the file; null for one that is in none.
first_taken as (

    select
        export_name,
        min(coalesce(first_year, 0)) as first_school_year
    from submissions
    group by export_name

),

known_test_years as (

    select
        replace({{ words_of('cast(test_years.test_year as string)') }}, ' ', ', ') as years,
        count(*) filter (where test_years.test_year = options.test_year) > 0 as has_test_year
    from test_years
    cross join options

),

without_layout as (

    select
        exports.*,
        known.first_year,
        known.last_year,
        first_taken.first_school_year,
        coalesce(options.school_year < first_taken.first_school_year, false) as is_not_yet
    from exports
    cross join options
    inner join known on exports.export_name = known.export_name
    left join first_taken on exports.export_name = first_taken.export_name
    left join active_layouts on exports.export_name = active_layouts.export_name
    where active_layouts.export_name is null

),

final as (

    select
        without_layout.export_name,
        without_layout.is_not_yet,
        'The state takes ' || without_layout.export_name || ' from '
        || {{ year_label('without_layout.first_school_year') }} || ' on, and the run is for '
        || {{ year_label('options.school_year') }} || '.' as refusal
    from without_layout
    cross join options
    where without_layout.is_not_yet
    union all
    select
        without_layout.export_name,
        without_layout.is_not_yet,
        'There is no layout of ' || without_layout.export_name || ' for '
        || {{ year_label('options.layout_school_year') }} || ' here; the nearest is '
        || case
            when options.layout_school_year < without_layout.first_year
                then {{ year_label('without_layout.first_year') }}
            else {{ year_label('without_layout.last_year') }}
        end
        || ': choose it with the layout year.' as refusal
    from without_layout
    cross join options
    where without_layout.collection <> 'cast' and not without_layout.is_not_yet
    union all
    -- No test was given in 2020, and the rules of a coming year are not known here.
    select
        exports.export_name,
        false as is_not_yet,
        'There is no ' || exports.export_name || ' of test year ' || options.test_year
        || ' here: choose one of ' || known_test_years.years || ' with the test year.' as refusal
    from exports
    cross join options
    cross join known_test_years
    where exports.collection = 'cast' and not known_test_years.has_test_year
    union all
    select
        exports.export_name,
        false as is_not_yet,
        'The organizations hold no, or more than one, adult agency number: '
        || 'choose one with the agency option.' as refusal
    from exports
    cross join options
    where exports.collection = 'casas' and options.agency is null
    union all
    select
        exports.export_name,
        false as is_not_yet,
        'The organizations hold no, or more than one, LEA: write the first seven digits of the '
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
