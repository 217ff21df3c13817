-- Grain: one row per SPRG record at whose school the student has a counting enrollment.

with

records as (

    select * from {{ ref('int_calpads__sprg_records') }}

),

enrollments as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_counting

),

-- Definition D23, on the written dates: an enrollment at the school holds a row of participation
-- with its start and end, open or not; of eligibility it shares a day with the row, which ends by
-- the exit. A blank start is open: its own rule reports it.
with_enrollments as (

    select
        records.export_name,
        records.record_key,
        case
            when records.education_program_membership_code = '3'
                then coalesce({{ span_covers(
                    'enrollments.entry_date', 'enrollments.exit_date',
                    'records.education_program_membership_start_date'
                ) }}, true)
            else
                coalesce(
                    records.education_program_membership_start_date
                    <= {{ end_or_open('enrollments.exit_date') }},
                    true
                )
        end as is_start_held,
        coalesce(
            records.education_program_membership_end_date
            between enrollments.entry_date and {{ end_or_open('enrollments.exit_date') }},
            true
        ) as is_end_held
    from records
    inner join enrollments
        on
            records.student_id = enrollments.student_id
            and records.org_id = enrollments.org_id

),

final as (

    select
        export_name,
        record_key,
        bool_or(is_start_held) as is_start_held,
        bool_or(is_start_held and is_end_held) as is_held
    from with_enrollments
    group by export_name, record_key

)

select * from final
