-- Grain: one row per effective enrollment span whose exit does not fit what follows it.

with

timeline as (

    select * from {{ ref('int_enrollments__timeline') }}

),

final as (

    select
        enrollment_id,
        student_id,
        org_id,
        exit_reason_code,
        chain_verdict,
        entry_date,
        exit_date,
        next_entry_at_school,
        case chain_verdict
            when 'update_without_change'
                then
                    'Closed with E150, and grade, transfer code, residence district and status '
                    || 'stay the same; one enrollment is enough unless another fact changed.'
            when 'update_with_gap'
                then
                    'After E150 the school goes on later than the next day (SENR0286E3); '
                    || 'correct the exit date, the next entry date or the exit reason.'
            when 'update_elsewhere'
                then
                    'After E150 another school goes on (SENR0286E3); '
                    || 'enter the reason why the student left this one.'
            when 'update_without_row'
                then
                    'After E150 no enrollment begins (CERT114); '
                    || 'enter the next one, or the reason why the student left.'
            when 'returned_within_year'
                then
                    'After the year-end exit E155 the school goes on before July 1; '
                    || 'close with E150 what goes on in the year.'
            when 'not_returned'
                then
                    'After the year-end exit E155 no enrollment begins; when the next year has '
                    || 'begun, enter it, or the reason why the student left.'
            else
                'The student left, but the school goes on with the next day; '
                || 'close with E150 what goes on, or correct the dates.'
        end as message
    from timeline
    where
        chain_verdict in (
            'update_without_change',
            'update_with_gap',
            'update_elsewhere',
            'update_without_row',
            'returned_within_year',
            'not_returned',
            'left_and_continued'
        )

)

select * from final
