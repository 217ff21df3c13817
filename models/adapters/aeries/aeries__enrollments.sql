-- Grain: one row per enrollment period of ENR.

with

enrollment_history as (

    select * from {{ source('aeries', 'enr') }}

),

-- ENR.LD is the last day (Aeries, Student Withdrawals: the last day that the student attended).
-- ENR.ITD has seven zeroes after the code of the district. A blank ENR.PR is the usual enrollment;
-- its local code is the word blank, so that code_translations can name it.
final as (

    select
        {{ key_text(['id', 'sc', 'ed']) }} as enrollment_id,
        id as student_id,
        sc as org_id,
        ed as entry_date,
        ld as exit_date,
        er as exit_code,
        gr as grade_code,
        coalesce(pr, 'blank') as enrollment_type_code,
        it as transfer_code,
        left(itd, 7) as residence_district_code,
        tr as track
    from enrollment_history
    where not coalesce({{ to_boolean('del') }}, false)

)

select * from final
