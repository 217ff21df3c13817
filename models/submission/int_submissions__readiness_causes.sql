-- Grain: one row per export and cause that keeps its file from being sent, or leaves it empty.

with

counts as (

    select * from {{ ref('int_submissions__counts') }}

),

refusals as (

    select * from {{ ref('int_layouts__unsupported_years') }}

),

not_built as (

    select * from {{ ref('int_submissions__not_built') }}

),

retired as (

    select * from {{ ref('int_layouts__retired') }}

),

years as (

    select * from {{ ref('int_submissions__years_with_data') }}

),

batches as (

    select * from {{ source('ledger', 'submission_batches') }}

),

run_option_names as (

    select * from {{ ref('options') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D10 names the states of a batch that count as sent; one without rows never does.
sent as (

    select lower(batches.export_type) as export_name
    from batches
    cross join options
    where
        batches.written_rows > 0
        and {{ has_word('options.counted_batch_states', 'batches.batch_state') }}
        and case
            when batches.lea_code is null then true
            else batches.lea_code in (options.lea_code, options.agency)
        end
    group by lower(batches.export_type)

),

-- The options that a file follows, as the seed says.
followed as (

    select
        counts.export_name,
        bool_or(run_option_names.option_name = 'census_date') as has_census_day,
        bool_or(run_option_names.option_name = 'include_not_enrolled') as leaves_out_leavers
    from counts
    inner join run_option_names
        on {{ has_word('run_option_names.exports', 'counts.export_name') }}
    group by counts.export_name

),

-- Each flag has the name of its cause in the seed readiness_causes. A file of codes alone (the
-- student groups) has rows whatever is loaded.
flags as (

    select
        counts.export_name,
        not_built.export_name is not null as not_built,
        refusals.refusal is not null and not refusals.is_not_yet as refused,
        refusals.is_not_yet as not_yet,
        options.school_year > retired.last_school_year as retired,
        followed.has_census_day and options.census_date > options.as_of_date as census_day_ahead,
        counts.collection in ('calpads', 'casas') and years.has_any_year and not years.has_year
            as year_without_data,
        counts.collection = 'cast' and counts.written = 0
        and years.has_any_year and not years.has_year as test_year_without_results,
        followed.leaves_out_leavers and not options.include_not_enrolled
        and counts.not_enrolled > 0 and options.as_of_date > options.year_end_date
            as year_is_over,
        counts.set_aside > 0 as rows_set_aside,
        counts.fatal > 0 as fatal_findings,
        counts.export_name = 'leap' and counts.written > 0 and not options.leap_layout_confirmed
            as leap_layout_unconfirmed,
        counts.written = 0 and counts.is_left_out_as_expected as nothing_new,
        counts.written = 0 and counts.candidates > 0 as nothing_written,
        counts.candidates = 0 and followed.leaves_out_leavers and years.has_no_student
            as students_unmatched,
        counts.candidates = 0 and sent.export_name is not null as sent_before,
        -- In summer the end of the old year is sent, while the as-of date is of the new one.
        counts.candidates = 0 and (
            counts.collection = 'calpads' and options.as_of_date >= options.year_start_date
            and options.as_of_date < {{ first_wednesday_of_october('options.school_year - 1') }}
            or counts.collection = 'casas' and options.as_of_date >= options.program_start_date
            and options.as_of_date
            < {{ first_wednesday_of_october('options.program_school_year - 1') }}
        ) as year_just_begun,
        counts.candidates = 0 as nothing_to_report
    from counts
    cross join options
    left join not_built on counts.export_name = not_built.export_name
    left join refusals on counts.export_name = refusals.export_name
    left join retired on counts.export_name = retired.export_name
    left join followed on counts.export_name = followed.export_name
    left join years on counts.collection = years.collection
    left join sent on counts.export_name = sent.export_name

),

final as (

    {{ true_columns('flags', ['export_name']) }}

)

select
    export_name,
    flag as cause_id
from final
