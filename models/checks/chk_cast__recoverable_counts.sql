-- Grain: one row per suppressed count of the CAST research file that published counts give away.

with

bounds as (

    select * from {{ ref('int_disclosure__implied_bounds') }}

),

suppressed as (

    select * from {{ ref('int_disclosure__suppressed_aggregates') }}

),

audited_counts as (

    select * from {{ ref('cast_audited_counts') }}

),

file_rows as (

    select * from {{ ref('int_disclosure__rows') }}

),

sums as (

    select
        sum_number,
        min(sum_in_words) as sum_in_words,
        bool_and(always_holds) as always_holds
    from {{ ref('cast_sums') }}
    group by sum_number

),

final as (

    select
        file_rows.test_year,
        file_rows.entity_level,
        file_rows.cds_code,
        file_rows.student_group_code,
        file_rows.grade_code,
        audited_counts.count_name,
        suppressed.low as least_by_the_sign,
        suppressed.high as most_by_the_sign,
        bounds.low as worked_out_count,
        sums.sum_in_words as revealing_sum,
        wholes.cds_code as whole_cds_code,
        wholes.student_group_code as whole_student_group_code,
        wholes.grade_code as whole_grade_code,
        sums.always_holds,
        bounds.round_number
    from bounds
    inner join suppressed on bounds.aggregate_id = suppressed.aggregate_id
    inner join audited_counts on suppressed.count_number = audited_counts.count_number
    inner join file_rows on suppressed.row_number = file_rows.row_number
    left join sums on {{ whole_quotient('bounds.constraint_id', 100) }} % 100 = sums.sum_number
    left join file_rows as wholes
        on {{ whole_quotient('bounds.constraint_id', 10000) }} = wholes.row_number
    where bounds.low = bounds.high and suppressed.is_published

)

select * from final
