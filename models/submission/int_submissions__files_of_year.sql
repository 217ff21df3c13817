-- Grain: one row per submission and file that it holds in the academic year of the run.

with

submissions as (

    select * from {{ ref('submissions') }}

),

exports as (

    select * from {{ ref('exports') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, 3.8: the snapshot of SCSE starts and ends on Census Day.
final as (

    select
        submissions.submission_name,
        submissions.file_code,
        exports.export_name,
        exports.submission_order,
        options.academic_year,
        case when submissions.date_rule = 'census_day' then options.census_date end as start_date,
        case when submissions.date_rule = 'census_day' then options.census_date end as end_date
    from submissions
    cross join options
    left join exports on submissions.export_name = exports.export_name
    where
        options.school_year
        between coalesce(submissions.first_year, 0) and coalesce(submissions.last_year, 9999)

)

select * from final
