-- Grain: one row per LEAP record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__leap_records') }}

),

selection as (

    select * from {{ ref('int_calpads__leap_selection') }}
    where exclusion_reason is null

),

final as (

    select
        records.export_name,
        records.record_key,

        -- LEAP0734 (26.09): expanded learning days are a whole number from 0 to 300 (case 129).
        records.expanded_learning_program_days not between 0 and 300 as leap0734
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
