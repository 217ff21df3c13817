-- Grain: one row per thing to know about what suppressed CAST counts give away.

with

bounds as (

    select * from {{ ref('int_disclosure__implied_bounds') }}

),

suppressed as (

    select * from {{ ref('int_disclosure__suppressed_aggregates') }}

),

complementary as (

    select * from {{ ref('int_disclosure__complementary_suppressions') }}

),

options as (

    select * from {{ ref('run_options') }}

),

given_away as (

    select count(*) as counts
    from bounds
    inner join suppressed on bounds.aggregate_id = suppressed.aggregate_id
    where bounds.low = bounds.high and suppressed.is_published

),

-- CAST-4.3: the state suppresses no more than the rule asks for, so this is a finding; with the
-- option nothing may be left.
final as (

    select
        'withheld counts' as record_key,
        case
            when options.complementary_suppression then 'suppression_incomplete'
            else 'withheld_counts_given_away'
        end as rule_id,
        cast(null as string) as column_name,
        cast(given_away.counts as string) as value
    from given_away
    cross join options
    where given_away.counts > 0
    union all
    select
        'withheld counts' as record_key,
        'suppression_in_force' as rule_id,
        cast(null as string) as column_name,
        cast(count(*) as string) as value
    from complementary
    where is_published
    having count(*) > 0
    union all
    select
        'withheld counts' as record_key,
        'disclosure_not_audited' as rule_id,
        cast(null as string) as column_name,
        cast(null as string) as value
    from options
    where not (options.cast_disclosure_audit or options.complementary_suppression)

)

select * from final
