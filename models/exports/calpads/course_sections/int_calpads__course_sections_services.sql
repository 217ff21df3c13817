-- Grain: one row per CRSE or CRSC record that is selected: whether its section has one service.

with

records as (

    select * from {{ ref('int_calpads__course_sections_records') }}

),

selection as (

    select * from {{ ref('int_calpads__course_sections_selection') }}
    where exclusion_reason is null

),

-- Narrow on purpose: a window carries every column of its rows.
narrow as (

    select
        records.export_name,
        records.record_key,
        records.school_of_course_delivery,
        records.crs_local_course_id,
        records.course_section_id,
        records.academic_term_code,
        records.seid,
        coalesce(records.education_service_code, '') as service_or_blank,
        coalesce(records.multiple_teacher_code = '1', false) as is_team
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key

),

-- CRSE0274 compares all rows of a section. CRSE0274F2, which took its place, compares those of a
-- team alone (9.25 is 1, ruling of open question 38): job shares never.
final as (

    select
        export_name,
        record_key,
        min(service_or_blank) over section <> max(service_or_blank) over section
            as has_other_service,
        is_team
        and min(seid) over team <> max(seid) over team
        and min(service_or_blank) over team <> max(service_or_blank) over team
            as has_other_team_service
    from narrow
    window
        section as (
            partition by
                export_name, school_of_course_delivery, crs_local_course_id, course_section_id,
                academic_term_code
        ),
        team as (
            partition by
                export_name, school_of_course_delivery, crs_local_course_id, course_section_id,
                academic_term_code, is_team
        )

)

select * from final
