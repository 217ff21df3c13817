-- Grain: one row per enrollment span at a known organization: whether this run covers it.

with

spans as (

    select * from {{ ref('int_enrollments__spans') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        spans.*,
        orgs.is_in_scope,
        -- Definition D5: what may prove that a student is enrolled.
        orgs.is_in_scope and spans.is_effective as is_counting,
        -- Definition D7; a null entry is an open start (settled reading), so the row is a
        -- candidate and gets its reason.
        case
            when spans.is_no_show
                then spans.entry_date between options.year_start_date and options.year_end_date
            else
                {{ spans_overlap('spans.entry_date', 'spans.exit_date',
                                 'options.year_start_date', 'options.year_end_date') }}
        end as overlaps_academic_year
    from spans
    inner join orgs on spans.org_id = orgs.org_id
    cross join options

)

select * from final
