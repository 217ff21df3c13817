-- Grain: one row per SOFF record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__soff_records') }}

),

selection as (

    select * from {{ ref('int_calpads__soff_selection') }}
    where exclusion_reason is null

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}
    where pair_set = 'student_offense.weapon_category'

),

selected as (

    select
        records.*,
        pairs.is_allowed
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    left join pairs
        on
            records.student_offense_code = pairs.first_code
            and records.weapon_category_code = pairs.second_code

),

final as (

    select
        export_name,
        record_key,

        -- SOFF0091 (20.14, 20.15): offense and weapon must be an allowed pair.
        weapon_category_code is not null and not coalesce(is_allowed, false) as soff0091,
        -- SOFF0095 (20.14, 20.15): offenses 100, 101, 103, 104, 105 require a weapon.
        is_weapon_offense and weapon_category_code is null as soff0095
    from selected

)

select * from final
