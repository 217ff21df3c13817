-- Grain: one row per SENR record: the state's SENR rules that it breaks.

with

records as (

    select * from {{ ref('int_students__senr_records') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

conflicts as (

    select * from {{ ref('int_students__span_conflicts') }}

),

neighbors as (

    select * from {{ ref('int_students__primary_neighbors') }}

),

pairs as (

    select * from {{ ref('int_codes__pairs_in_year') }}

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
        records.*,
        students.ssid,
        students.birth_date,
        {{ age_on('students.birth_date', 'options.year_reference_date') }} as age,
        {{ age_on('students.birth_date', 'records.enrollment_start_date') }} as age_at_start,
        {{ age_on('students.birth_date', 'records.enrollment_exit_date') }} as age_at_exit,
        (students.alias_first_name is null) <> (students.alias_last_name is null)
            as has_half_alias,
        students.legal_first_name as student_legal_first_name,
        students.legal_middle_name as student_legal_middle_name,
        students.legal_last_name as student_legal_last_name,
        students.alias_first_name as student_alias_first_name,
        students.alias_middle_name as student_alias_middle_name,
        students.alias_last_name as student_alias_last_name,
        students.birth_city as student_birth_city,
        coalesce(conflicts.overlaps_primary, false) as overlaps_primary,
        coalesce(conflicts.overlaps_at_school, false) as overlaps_at_school,
        coalesce(conflicts.follows_graduation, false) as follows_graduation,
        coalesce(conflicts.repeats_graduation, false) as repeats_graduation,
        coalesce(conflicts.has_gap_after_update, false) as has_gap_after_update,
        -- A span that does not count has no neighbors and is not judged.
        coalesce(neighbors.is_inside_primary, true) as is_inside_primary,
        coalesce(neighbors.starts_with_primary_elsewhere, false) as starts_with_primary_elsewhere,
        coalesce(neighbors.overlaps_another_primary, false) as overlaps_another_primary,
        options.as_of_date,
        -- A completion goes with the listed exits only (SENR0022); a grade that is newer than the
        -- published pairs is not judged.
        records.student_exit_reason_code is null
        or records.student_school_completion_status is null
        or coalesce(exit_completion.is_allowed, false) as is_exit_completion_pair,
        coalesce(exit_grade.is_allowed, true) as is_exit_grade_pair,
        coalesce(completion_grade.is_allowed, true) as is_completion_grade_pair
    from records
    cross join options
    left join students on records.student_id = students.student_id
    left join conflicts on records.enrollment_id = conflicts.enrollment_id
    left join neighbors on records.enrollment_id = neighbors.enrollment_id
    left join pairs as exit_completion
        on {{ is_pair('exit_completion', 'student_exit_category.school_completion_status',
                      'records.student_exit_reason_code',
                      'records.student_school_completion_status') }}
    left join pairs as exit_grade
        on {{ is_pair('exit_grade', 'student_exit_category.grade_level',
                      'records.student_exit_reason_code', 'records.grade_level_code') }}
    left join pairs as completion_grade
        on {{ is_pair('completion_grade', 'school_completion_status.grade_level',
                      'records.student_school_completion_status', 'records.grade_level_code') }}

),

final as (

    select
        enrollment_id,
        {{ hits(senr_rules()) }} as rule_hits
    from joined

)

select * from final
