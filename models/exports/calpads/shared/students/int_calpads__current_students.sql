-- Grain: one row per student with a counting enrollment in scope: enrolled on the days that matter.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_counting

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D8: a test on the student, not on the row.
final as (

    select
        spans.student_id,
        bool_or({{ span_covers('spans.entry_date', 'spans.exit_date', 'options.as_of_date') }})
            as is_enrolled_on_as_of_date,
        bool_or({{ span_covers('spans.entry_date', 'spans.exit_date', 'options.census_date') }})
            as is_enrolled_on_census_date
    from spans
    cross join options
    group by spans.student_id

)

select * from final
