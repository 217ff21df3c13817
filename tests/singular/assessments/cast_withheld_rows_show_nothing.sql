-- D19: no number of a row with too few scored students, and no small entity total, may be shown.

with

tallies as (

    select * from {{ ref('fct_subgroup_tallies') }}

),

masking as (

    select * from {{ ref('cast_masking') }}

),

report as (

    select * from {{ ref('rpt_cast__research') }}

)

select
    report.county_code,
    report.district_code,
    report.school_code,
    report.subgroup_id,
    report.grade
from report
left join tallies
    on
        report.county_code = tallies.county_code
        and report.district_code = tallies.district_code
        and report.school_code = tallies.school_code
        and cast(report.subgroup_id as integer) = cast(tallies.student_group_code as integer)
        and cast(report.grade as integer) = cast(tallies.grade_code as integer)
left join masking
    on
        tallies.test_year >= masking.first_year
        and tallies.test_year <= coalesce(masking.last_year, tallies.test_year)
where
    masking.first_year is null
    or (
        tallies.students_scored < masking.least_scored_of_row
        and concat_ws(
            '',
            report.caaspp_reported_enrollment,
            report.students_tested,
            report.students_with_scores,
            report.mean_percent_correct,
            report.percentage_preliminary_indicator_category_1,
            report.percentage_preliminary_indicator_category_2,
            report.percentage_preliminary_indicator_category_3
        ) not in ('*******', '******')
    )
    or (
        tallies.entity_students_tested < masking.least_entity_total
        and report.total_tested_at_entity_level <> '*'
    )
    or (
        tallies.entity_students_scored < masking.least_entity_total
        and report.total_tested_with_scores <> '*'
    )
