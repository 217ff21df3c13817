-- Grain: one row when the date range of the run is too narrow for class statuses.

with

options as (

    select * from {{ ref('run_options') }}

),

-- SEL-5: the range should include tomorrow, unless the year is over.
final as (

    select
        'scs' as export_name,
        'all rows' as record_key,
        'SEL-5' as rule_id,
        'class_status' as column_name,
        cast(program_range_end_date as string) as value
    from options
    where
        program_range_end_date <= as_of_date
        and program_range_end_date < program_end_date

)

select * from final
