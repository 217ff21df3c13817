-- Grain: one row per SINC record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__sinc_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sinc_selection') }}
    where exclusion_reason is null

),

selected as (

    select records.*
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

),

final as (

    select
        export_name,
        record_key,

        -- CERT163 (18.16, 19.14): results 100, 110 and 200 need the instructional support indicator
        -- on the SINC row.
        has_removal and instructional_support is null as cert163,

        -- Layout of 18.15: a statutory offense requires a row of SIRS.
        has_statutory_offense and not has_result as offense_without_result
    from selected

)

select * from final
