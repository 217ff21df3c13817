-- Grain: one row per SCTE record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__scte_records') }}

),

selection as (

    select * from {{ ref('int_calpads__scte_selection') }}
    where exclusion_reason is null

),

final as (

    select
        records.export_name,
        records.record_key,

        -- SCTE0009 (11.09, 11.10): only letters, digits, period, hyphen and apostrophe allowed.
        {{ has_other_than_name_characters('records.student_legal_first_name') }}
            as scte0009__student_legal_first_name,
        {{ has_other_than_name_characters('records.student_legal_last_name') }}
            as scte0009__student_legal_last_name
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

)

select * from final
