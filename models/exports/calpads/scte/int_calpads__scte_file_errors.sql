-- Grain: one row per high school without SCTE rows, and one for a district without completers.

with

records as (

    select * from {{ ref('int_calpads__scte_records') }}

),

selection as (

    select * from {{ ref('int_calpads__scte_selection') }}
    where exclusion_reason is null or exclusion_reason = 'previously_submitted'

),

counts as (

    select * from {{ ref('int_calpads__school_counts') }}
    where years_ago = 0

),

schools as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope and not is_excluded

),

pathways as (

    select * from {{ ref('fct_cte_pathways') }}
    where is_completed

),

options as (

    select * from {{ ref('run_options') }}

),

reported as (

    select records.school_of_attendance
    from records
    inner join selection on records.record_key = selection.record_key
    group by records.school_of_attendance

),

completers as (

    select
        count(distinct pathways.student_id) filter (
            where pathways.school_year = options.school_year
        ) as students,
        count(distinct pathways.student_id) filter (
            where pathways.school_year = options.school_year - 1
        ) as students_last_year
    from pathways
    cross join options
    inner join schools on pathways.org_id = schools.org_id
    where options.site = 'LEA'

),

final as (

    -- CERT069: no completers though 20 or more last year.
    select
        'scte' as export_name,
        'all rows' as record_key,
        'CERT069' as rule_id,
        'cte_pathway_completion_academic_year_id' as column_name,
        students_last_year || ' last year' as value
    from completers
    where students = 0 and students_last_year >= 20
    union all
    -- CERT102: the school sends no SCTE; asked of those with grades 9 to 12 on Census Day.
    select
        'scte' as export_name,
        'school ' || counts.school_code as record_key,
        'CERT102' as rule_id,
        'school_of_attendance' as column_name,
        {{ number_of('counts.high_school_students', 'student') }} as value
    from counts
    left join reported on counts.school_code = reported.school_of_attendance
    where counts.high_school_students > 0 and reported.school_of_attendance is null

)

select * from final
