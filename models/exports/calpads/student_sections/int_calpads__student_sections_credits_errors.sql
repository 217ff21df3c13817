-- Grain: one row per SCSC record that is left out as a duplicate and has credits.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}
    where export_name = 'scsc'

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where export_name = 'scsc' and exclusion_reason = 'duplicate_key'

),

-- Mapping of 10.17, case 114: such credits are not added to those of the row that is written.
final as (

    select
        records.export_name,
        records.record_key,
        'credits_left_out' as rule_id,
        case
            when records.student_credits_earned > 0 then 'student_credits_earned'
            else 'student_credits_attempted'
        end as column_name,
        cast(
            case
                when records.student_credits_earned > 0 then records.student_credits_earned
                else records.student_credits_attempted
            end as string
        ) as value
    from records
    inner join selection on records.record_key = selection.record_key
    where records.student_credits_earned > 0 or records.student_credits_attempted > 0

)

select * from final
