-- Grain: one row per SWAV record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__swav_records') }}

),

selection as (

    select * from {{ ref('int_calpads__swav_selection') }}
    where exclusion_reason is null

),

selected as (

    select
        records.*,
        records.education_regulatory_exemption_code as exemption_code,
        records.education_regulatory_exemption_outcome_code as outcome_code
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

        -- SWAV0009 (6.09, 6.10): only letters, digits, period, hyphen and apostrophe allowed.
        {{ has_other_than_name_characters('student_legal_first_name') }}
            as swav0009__student_legal_first_name,
        {{ has_other_than_name_characters('student_legal_last_name') }}
            as swav0009__student_legal_last_name,
        -- SWAV0209 (6.05, 6.06, 6.07, 6.13): exemption 1-3 requires a 101 or 144 program row at the
        -- school overlapping the year.
        exemption_code in ('1', '2', '3') and not is_in_program as swav0209,
        -- SWAV0228 (2.32): waivers are expected in grade 12.
        exemption_code in ('1', '2') and grade_level_code <> '12' as swav0228,
        -- SWAV0229 (6.14): at most two granted exemptions per student.
        outcome_code = '1' and granted_exemptions > 2 as swav0229,
        -- SWAV0260 (6.06, 6.15): waivers in grades 10-12 only; exemption in grade 12 only.
        grade_level_code not in ('10', '11', '12')
        or (exemption_code = '3' and grade_level_code <> '12') as swav0260,
        -- SWAV0261 (6.13, 6.14): exemption code 3 must be granted.
        exemption_code = '3' and coalesce(outcome_code, '') <> '1' as swav0261
    from selected

)

select * from final
