-- Grain: one row per withheld count of the CAST research file that the published counts give away.

with

bounds as (

    select * from {{ ref('int_assessments__cast_cell_bounds') }}

),

withheld as (

    select * from {{ ref('int_assessments__cast_withheld_cells') }}

),

audited_rows as (

    select * from {{ ref('int_assessments__cast_audited_rows') }}

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
        audited_rows.test_year,
        audited_rows.entity_level,
        audited_rows.cds_code,
        audited_rows.student_group_code,
        audited_rows.grade_code,
        withheld.count_name,
        withheld.low as least_by_the_sign,
        withheld.high as most_by_the_sign,
        bounds.low as worked_out_count,
        sums.sum_in_words as revealing_sum,
        wholes.cds_code as whole_cds_code,
        wholes.student_group_code as whole_student_group_code,
        wholes.grade_code as whole_grade_code,
        sums.always_holds,
        bounds.round_number
    from bounds
    inner join withheld on bounds.cell_id = withheld.cell_id
    inner join audited_rows on withheld.row_number = audited_rows.row_number
    left join sums on bounds.sum_id // 100 % 100 = sums.sum_number
    left join audited_rows as wholes on bounds.sum_id // 10000 = wholes.row_number
    where bounds.low = bounds.high and withheld.is_published

)

select * from final
