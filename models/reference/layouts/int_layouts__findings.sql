-- Grain: one row per export written for a year in which the state takes its file no more.

with

retired as (

    select * from {{ ref('int_layouts__retired') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Open question 16: a layout that ended is written all the same, with a warning.
final as (

    select
        retired.export_name,
        'all rows' as record_key,
        'layout_retired' as rule_id,
        'academic_year_id' as column_name,
        {{ year_label('retired.last_school_year') }} as value
    from retired
    cross join options
    where options.school_year > retired.last_school_year

)

select * from final
