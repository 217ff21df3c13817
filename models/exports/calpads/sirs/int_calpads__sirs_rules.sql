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

sinc_records as (

    select * from {{ ref('int_calpads__sinc_records') }}

),

sinc_selection as (

    select * from {{ ref('int_calpads__sinc_selection') }}
    where exclusion_reason is null

),

soff_records as (

    select * from {{ ref('int_calpads__soff_records') }}

),

soff_selection as (

    select * from {{ ref('int_calpads__soff_selection') }}
    where exclusion_reason is null

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

-- The rows of SOFF of a student in an incident.
offenses as (

    select
        soff_records.school_of_attendance,
        soff_records.ssid,
        soff_records.incident_id_local,
        bool_and(soff_records.student_offense_code = '511') as is_disruption
    from soff_records
    inner join soff_selection on soff_records.record_key = soff_selection.record_key
    group by
        soff_records.school_of_attendance, soff_records.ssid, soff_records.incident_id_local

),

selected as (

    select
        records.*,
        records.incident_result_code as result_code,
        records.incident_result_duration_days as duration_days,
        incidents.ssid is not null as is_in_sinc,
        offenses.ssid is not null as has_offense,
        offenses.is_disruption
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
    left join offenses
        on
            records.school_of_attendance = offenses.school_of_attendance
            and records.ssid = offenses.ssid
            and records.incident_id_local = offenses.incident_id_local

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
        result_code in ('100', '110') and duration_days <= 0 as sirs0507,
        -- CERT151 (19.14, 20.14): nobody should be expelled (200) for disruption or defiance (511);
        -- with another offense it may be for that.
        result_code = '200' and is_disruption as cert151,
        -- CERT162 (19.05, 19.07, 19.13, 19.14): results 100, 110, 200 need a SOFF row for the same
        -- SSID, school and incident.
        is_removal and not has_offense as cert162,
        -- Mapping of 19.13: the incident stands in SINC, which this run may leave out.
        not is_in_sinc as incident_not_in_sinc
    from selected

)

select * from final
