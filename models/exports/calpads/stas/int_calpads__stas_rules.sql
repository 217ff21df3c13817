-- Grain: one row per STAS record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__stas_records') }}

),

selection as (

    select * from {{ ref('int_calpads__stas_selection') }}
    where exclusion_reason is null

),

-- The state knows a person by the SSID.
selected as (

    select
        records.*,
        sum(records.attendance_recovery_days) over (
            partition by records.reporting_lea, records.ssid
        ) as recovery_days_in_lea
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

        -- STAS0318 (13.15 to 13.22): expected days must equal the sum of attended, in-school
        -- suspension, all absence and both independent-study buckets; the days attended are what
        -- the others leave, so it is broken when a number lies below zero.
        least(
            days_attended_in_person,
            days_absent_out_of_school_suspension,
            days_in_attendance_in_school_suspension,
            days_absent_in_person_excused_non_suspension,
            days_absent_in_person_unexcused_non_suspension,
            non_ada_generating_independent_study_days,
            ada_generating_independent_study_days
        ) < 0 as stas0318,

        -- STAS0739 (13.24): attendance recovery days must be a whole number 0-10 (2025-26).
        attendance_recovery_days not between 0 and 10 as stas0739,

        -- STAS0740E1 (13.04, 13.06, 13.24): attendance recovery days per student may not pass 10
        -- over all schools of the LEA (case 128).
        recovery_days_in_lea > 10 as stas0740e1,

        -- The categories of a day come to more than the day, and the rest was cut.
        days_over_one > 0 as attendance_over_one_day,

        -- A span that is counted has no calendar; the days of the others are written.
        has_span_without_calendar as span_without_calendar
    from selected

)

select * from final
