-- Grain: one row per student who left with an exemption and has no row in SWAV, and per record of
-- SWAV without an enrollment.

with

records as (

    select * from {{ ref('int_calpads__swav_records') }}

),

selection as (

    select * from {{ ref('int_calpads__swav_selection') }}
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'

),

enrollments as (

    select * from {{ ref('fct_enrollments') }}
    where is_effective

),

schools as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

options as (

    select * from {{ ref('run_options') }}

),

selected as (

    select
        records.record_key,
        records.student_id,
        selection.exclusion_reason
    from records
    inner join selection on records.record_key = selection.record_key

),

exempted as (

    select student_id
    from selected
    group by student_id

),

enrolled as (

    select enrollments.student_id
    from enrollments
    cross join options
    inner join schools on enrollments.org_id = schools.org_id
    where
        {{ spans_overlap('enrollments.entry_date', 'enrollments.exit_date',
                         'options.year_start_date', 'options.year_end_date') }}
    group by enrollments.student_id

),

-- CERT072 (1.28): the completions 106 and 108 of the year need a row in SWAV.
final as (

    select
        'swav' as export_name,
        'student ' || enrollments.student_id as record_key,
        'CERT072' as rule_id,
        'education_regulatory_exemption_code' as column_name,
        'completion ' || min(enrollments.completion_status_code) as value
    from enrollments
    cross join options
    inner join schools on enrollments.org_id = schools.org_id
    left join exempted on enrollments.student_id = exempted.student_id
    where
        enrollments.completion_status_code in ('106', '108')
        and enrollments.exit_date between options.year_start_date and options.year_end_date
        and exempted.student_id is null
    group by enrollments.student_id
    union all
    -- GERR0005 (6.06): the student is enrolled in the LEA in the year.
    select
        'swav' as export_name,
        selected.record_key,
        'GERR0005' as rule_id,
        'academic_year_id' as column_name,
        'no enrollment in the year' as value
    from selected
    left join enrolled on selected.student_id = enrolled.student_id
    where selected.exclusion_reason is null and enrolled.student_id is null

)

select * from final
