-- Grain: one row per sum of counts and suppressed count in it; of sums that the signs let tell.

with

undisclosed as (

    select * from {{ ref('int_disclosure__undisclosed_aggregates') }}
    where aggregate_id = equal_aggregate_id

),

disclosed_rows as (

    select * from {{ ref('int_disclosure__disclosed_rows') }}

),

audited_counts as (

    select * from {{ ref('cast_audited_counts') }}

),

options as (

    select * from {{ ref('run_options') }}

),

outside_counts as (

    select * from {{ ref('int_disclosure__outside_counts') }}

),

results as (

    select undisclosed.*
    from undisclosed
    inner join audited_counts on undisclosed.count_number = audited_counts.count_number
    where {{ has_word('audited_counts.suppressed_with', "'results'") }}

),

other_counts as (

    select undisclosed.*
    from undisclosed
    inner join audited_counts on undisclosed.count_number = audited_counts.count_number
    where not {{ has_word('audited_counts.suppressed_with', "'results'") }}

),

row_constraints as (

    select * from {{ ref('int_disclosure__distinct_constraints') }}

),

count_constraints as (

    select * from {{ ref('int_disclosure__count_constraints') }}

),

-- D19: the results of a row are 0 to one number, which is no less for the whole than for a part. So
-- a sum with a suppressed whole tells nothing of them, unless a part is known: with the option a
-- part may be shown, and rows can be disclosed.
suppressed_wholes as (

    select undisclosed.row_number
    from undisclosed
    cross join options
    inner join audited_counts on undisclosed.count_number = audited_counts.count_number
    where
        audited_counts.count_name = 'students_in_a_level'
        and not options.complementary_suppression

),

sums_of_a_suppressed_whole as (

    select
        row_constraints.sum_number,
        row_constraints.total_row_number
    from row_constraints
    inner join suppressed_wholes
        on row_constraints.total_row_number = suppressed_wholes.row_number
    left join disclosed_rows on row_constraints.row_number = disclosed_rows.row_number
    group by row_constraints.sum_number, row_constraints.total_row_number
    having count(disclosed_rows.row_number) = 0

),

sums_of_results_over_rows as (

    select row_constraints.*
    from row_constraints
    left join sums_of_a_suppressed_whole as silent
        on
            row_constraints.sum_number = silent.sum_number
            and row_constraints.total_row_number = silent.total_row_number
    where silent.sum_number is null

),

sums_of_scored_students as (

    select count_constraints.*
    from count_constraints
    inner join count_constraints as wholes
        on count_constraints.sum_number = wholes.sum_number
    inner join audited_counts on wholes.count_number = audited_counts.count_number
    where wholes.is_total and audited_counts.count_name = 'students_scored'

),

members as (

    {{ cast_constraint_members(
        'results', ['count_value', 'low', 'high'],
        'sums_of_results_over_rows', 'sums_of_scored_students'
    ) }}
    union all
    {{ cast_constraint_members('other_counts', ['count_value', 'low', 'high']) }}

),

final as (

    {{ cast_constraint_shares('members') }}

)

select * from final
