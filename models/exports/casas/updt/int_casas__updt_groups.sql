-- Grain: one row per update and program it names, with the UPDT row that holds it.

with

updates as (

    select * from {{ ref('int_programs__updates') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- UPDT-3: updates of one learner, program and day share a row, by setting those of the year.
-- Excluded places and days outside the range stay apart, so that they bring nothing along.
with_row_date as (

    select
        updates.*,
        updates.is_in_date_range and updates.update_date <= options.as_of_date as is_reported,
        case options.updt_rows when 'day' then updates.update_date end as row_date
    from updates
    cross join options

),

final as (

    select
        update_id,
        student_id,
        casas_site_id,
        is_excluded,
        is_reported,
        class_id,
        instructional_program,
        program_code,
        passes_course_group,
        update_date,
        instructional_program_finding,
        dense_rank() over (
            order by
                student_id nulls last, instructional_program nulls first,
                is_excluded nulls last, is_reported nulls last, row_date nulls first
        ) as row_number_of_file,
        row_number() over row_of_file = 1 as is_latest,
        {{ key_text(['first_value(update_id) over row_of_file', 'instructional_program']) }}
            as record_id
    from with_row_date
    window row_of_file as (
        partition by student_id, instructional_program, is_excluded, is_reported, row_date
        order by update_date desc, update_id desc
    )

)

select * from final
