-- Grain: one row per thing that is to be looked at before LEAP is sent, whatever its rows.

with

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope

),

selection as (

    select * from {{ ref('int_calpads__leap_selection') }}
    where exclusion_reason is null

),

options as (

    select * from {{ ref('run_options') }}

),

written as (

    select count(*) as written_rows
    from selection

),

-- Open question 50: 26.08 alone has a confirmed place, so the agency confirms the layout.
unconfirmed as (

    select 'leap_layout_unconfirmed' as rule_id
    from options
    cross join written
    where written.written_rows > 0 and not options.leap_layout_confirmed

),

-- Selection rules, section 3.28: the file replaces that of the whole LEA.
partial as (

    select 'one_school_of_the_lea' as rule_id
    from options
    cross join written
    cross join orgs
    where written.written_rows > 0 and options.site <> 'LEA'
    group by options.site
    having not bool_or(orgs.reports_independently)

),

found as (

    select rule_id
    from unconfirmed
    union all
    select rule_id
    from partial

),

final as (

    select
        'leap' as export_name,
        'all rows' as record_key,
        rule_id,
        cast(null as string) as column_name,
        cast(null as string) as value
    from found

)

select * from final
