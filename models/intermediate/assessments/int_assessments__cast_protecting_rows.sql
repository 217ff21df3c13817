-- Grain: one row per row of the CAST research file with a count withheld to protect another one.

with

protecting_cells as (

    select * from {{ ref('int_assessments__cast_protecting_cells') }}

),

cells as (

    select * from {{ ref('int_assessments__cast_audited_cells') }}

),

audited_rows as (

    select * from {{ ref('int_assessments__cast_audited_rows') }}

),

protecting as (

    select
        cells.row_number,
        cells.block
    from protecting_cells
    inner join cells on protecting_cells.cell_id = cells.cell_id
    where protecting_cells.is_published

),

-- Totals of an entity stand on each of its grade rows, so they go on all of them.
final as (

    select
        audited_rows.cds_code,
        audited_rows.student_group_code,
        {%- for block in cast_blocks() %}
        bool_or(protecting.block = '{{ block }}') as is_{{ block }}_protecting,
        {%- endfor %}
        audited_rows.grade_code
    from protecting
    inner join audited_rows as protecting_rows
        on protecting.row_number = protecting_rows.row_number
    inner join audited_rows
        on
            protecting_rows.cds_code = audited_rows.cds_code
            and protecting_rows.student_group_code = audited_rows.student_group_code
    where
        protecting.row_number = audited_rows.row_number
        or protecting.block like '%total'
    group by
        audited_rows.cds_code, audited_rows.student_group_code, audited_rows.grade_code

)

select * from final
