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

sinc_records as (

    select * from {{ ref('int_calpads__sinc_records') }}

),

sinc_selection as (

    select * from {{ ref('int_calpads__sinc_selection') }}
    where exclusion_reason is null

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}
    where pair_set = 'student_offense.weapon_category'

),

-- The incidents in SINC; a person may have two student ids.
incidents as (

    select
        sinc_records.school_of_attendance,
        sinc_records.ssid,
        sinc_records.incident_id_local
    from sinc_records
    inner join sinc_selection on sinc_records.record_key = sinc_selection.record_key

),

selected as (

    select
        records.*,
        pairs.is_allowed,
        incidents.ssid is not null as is_in_sinc
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    left join incidents
        on
            records.school_of_attendance = incidents.school_of_attendance
            and records.ssid = incidents.ssid
            and records.incident_id_local = incidents.incident_id_local
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
        is_weapon_offense and weapon_category_code is null as soff0095,
        -- Mapping of 20.13: the incident stands in SINC, which this run may leave out.
        not is_in_sinc as incident_not_in_sinc
    from selected

)

select * from final
