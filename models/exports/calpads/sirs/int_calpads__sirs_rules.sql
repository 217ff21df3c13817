-- Grain: one row per SIRS record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__sirs_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sirs_selection') }}
    where exclusion_reason is null

),

selected as (

    select
        records.*,
        records.incident_result_code as result_code,
        records.incident_result_duration_days as duration_days
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

        -- SIRS0489 (19.14, 19.16): results 100, 110, 200 require duration days; days that could not
        -- be read are a finding of their own.
        is_removal and duration_days is null and incident_result_duration_days_finding is null
            as sirs0489,
        -- SIRS0490E3 (19.14, 19.15): student with disabilities and result 100, 110, 200 requires
        -- the authority code.
        is_removal and has_disability and incident_result_authority_code is null as sirs0490e3,
        -- SIRS0491 (19.14, 19.17): result 200 requires a modification code.
        result_code = '200' and incident_result_modification_code is null as sirs0491,
        -- SIRS0504 (18.16, 19.16): a duration above ten days should have the instructional support
        -- indicator on the SINC row.
        duration_days > 10 and instructional_support is null as sirs0504,
        -- SIRS0507 (19.14, 19.16): results 100, 110 require duration above zero.
        result_code in ('100', '110') and duration_days <= 0 as sirs0507
    from selected

)

select * from final
