-- Grain: one row per SCTE record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__scte_records') }}

),

selection as (

    select * from {{ ref('int_calpads__scte_selection') }}
    where exclusion_reason is null

),

grades as (

    select * from {{ ref('fct_course_grades') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- The raw tables do not say to which pathway a course belongs: any course of career technical
-- education in the year counts.
in_a_course as (

    select grades.student_id
    from grades
    cross join options
    where
        grades.school_year = options.school_year
        and {{ is_cte_course('grades.state_course_code') }}
    group by grades.student_id

),

final as (

    select
        records.export_name,
        records.record_key,

        -- SCTE0009 (11.09, 11.10): only letters, digits, period, hyphen and apostrophe allowed.
        {{ has_other_than_name_characters('records.student_legal_first_name') }}
            as scte0009__student_legal_first_name,
        {{ has_other_than_name_characters('records.student_legal_last_name') }}
            as scte0009__student_legal_last_name,
        -- CERT116 (11.13, 10.06, 10.14): CTE concentrator or completer without an SCSC row in the
        -- pathway.
        in_a_course.student_id is null as cert116
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    left join in_a_course on records.student_id = in_a_course.student_id

)

select * from final
