-- Grain: one row per SCSE or SCSC record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__student_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__student_sections_selection') }}
    where exclusion_reason is null

),

evaluated as (

    select
        records.export_name,
        records.record_key,
        records.export_name = 'scse' as is_scse,
        records.export_name = 'scsc' as is_scsc,
        {{ has_other_than_name_characters('records.student_legal_first_name') }}
            as has_odd_first_name,
        {{ has_other_than_name_characters('records.student_legal_last_name') }}
            as has_odd_last_name,
        records.student_credits_attempted as attempted,
        records.student_credits_earned as earned,
        records.carnegie_units_earned as units,
        records.export_name = 'scsc'
        and records.is_in_grades_9_to_12
        and records.is_departmentalized as needs_units
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

        -- SCSE0009 (10.09, 10.10): only letters, digits, period, hyphen and apostrophe allowed.
        is_scse and has_odd_first_name as scse0009__student_legal_first_name,
        is_scse and has_odd_last_name as scse0009__student_legal_last_name,
        -- SCSC0009 (10.09, 10.10): only letters, digits, period, hyphen and apostrophe allowed.
        is_scsc and has_odd_first_name as scsc0009__student_legal_first_name,
        is_scsc and has_odd_last_name as scsc0009__student_legal_last_name,
        -- SCSC0140 (10.16): grades 9-12 in departmentalized courses require credits attempted.
        needs_units and attempted is null as scsc0140,
        -- SCSC0141 (10.17): grades 9-12 in departmentalized courses require credits earned.
        needs_units and earned is null as scsc0141,
        -- SCSC0513 (10.21): grades 9-12 in departmentalized courses require Carnegie units.
        needs_units and units is null as scsc0513,
        -- FRMT0003 (10.16, 10.17, 10.21): a number has to fit its field, here 0 to 99.99.
        attempted not between 0 and 99.99 as frmt0003__student_credits_attempted,
        earned not between 0 and 99.99 as frmt0003__student_credits_earned,
        units not between 0 and 99.99 as frmt0003__carnegie_units_earned
    from evaluated

)

select * from final
