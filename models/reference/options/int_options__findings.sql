-- Grain: one row per export whose file the state refuses for the academic year of the run.

with

exports as (

    select * from {{ ref('exports') }}
    where collection = 'calpads'

),

-- The one row of a rule that has its sentence.
validation_rules as (

    select * from {{ ref('validation_rules') }}
    where severity is not null

),

options as (

    select * from {{ ref('run_options') }}

),

-- SINF0006 and its like in other files: the academic year is at most one year ahead of the year
-- that holds the as-of date; a school year starts half a year before the calendar year it ends in.
final as (

    select
        exports.export_name,
        'all rows' as record_key,
        validation_rules.rule_id,
        'academic_year_id' as column_name,
        options.academic_year as value
    from exports
    inner join validation_rules on exports.file_code || '0006' = validation_rules.rule_id
    cross join options
    where options.school_year - 1 > year({{ months_later('options.as_of_date', 6) }})

)

select * from final
