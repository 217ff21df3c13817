-- One row per submission of the state in the year and file that belongs to it, written here or not;
-- then the exports that no submission holds. Parameters: stale, the exports that are not of this run.
with

in_force as (

    select
        submission_name,
        file_code,
        export_name
    from intermediate.int_submissions__files_of_year

),

all_files as (

    select * from in_force
    union all
    select
        case exports.collection
            when 'calpads' then 'all year'
            else exports.collection
        end as submission_name,
        exports.file_code,
        exports.export_name
    from reference.exports as exports
    anti join in_force on exports.export_name = in_force.export_name

)

select
    case
        when all_files.submission_name like 'fall%' then replace(all_files.submission_name, 'fall_', 'Fall ')
        when all_files.submission_name = 'all year' then 'All year'
        else upper(replace(all_files.submission_name, '_', ' '))
    end as submission,
    all_files.file_code,
    all_files.export_name,
    exports.title,
    summary.export_name is not null as is_written_here,
    case
        when summary.export_name is null then 'not_written_here'
        when list_contains($stale, all_files.export_name) then 'not_of_this_run'
        else summary.readiness
    end as state,
    summary.candidates,
    summary.written,
    summary.excluded,
    summary.fatal,
    summary.warnings,
    summary.cause,
    summary.remedy,
    summary.remark
from all_files
left join report_summary as summary on all_files.export_name = summary.export_name
left join reference.exports as exports on all_files.export_name = exports.export_name
order by
    list_position(
        ['fall_1', 'fall_2', 'eoy_1', 'eoy_2', 'eoy_3', 'eoy_4', 'all year', 'casas', 'cast'],
        all_files.submission_name
    ),
    exports.submission_order nulls last,
    all_files.file_code
