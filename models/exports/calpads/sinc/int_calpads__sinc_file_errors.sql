-- Grain: one row per school that sends no discipline data.

with

records as (

    select * from {{ ref('int_calpads__sinc_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sinc_selection') }}
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'

),

counts as (

    select * from {{ ref('int_calpads__school_counts') }}
    where years_ago = 0 and students > 0

),

reported as (

    select records.school_of_attendance
    from records
    inner join selection on records.record_key = selection.record_key
    group by records.school_of_attendance

),

-- CERT071: the school sends no discipline data, though it has students on Census Day.
final as (

    select
        'sinc' as export_name,
        'school ' || counts.school_code as record_key,
        'CERT071' as rule_id,
        'school_of_attendance' as column_name,
        {{ number_of('counts.students', 'student') }} as value
    from counts
    left join reported on counts.school_code = reported.school_of_attendance
    where reported.school_of_attendance is null

)

select * from final
