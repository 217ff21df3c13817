-- CAST-1.4, CAST-1.5: the state is its counties, a county its districts and what is in no district
-- (direct funded charters), a district at least its other schools (nonpublic students are in none).

with

tallies as (

    select * from {{ ref('int_cast__research_results') }}

),

-- Scored students of no county, or of a county and no district, of each group.
outside as (

    select
        records.county_code,
        members.student_group_code,
        count(*) filter (where records.is_scored) as students_scored
    from {{ ref('int_cast__research_records') }} as records
    inner join {{ ref('int_cast__research_selection') }} as selection
        on records.record_key = selection.record_key
    inner join {{ ref('int_cast__research_group_members') }} as members
        on records.record_key = members.record_key
    where
        selection.exclusion_reason is null
        and (records.county_code is null or records.district_code is null)
    group by records.county_code, members.student_group_code

),

parts as (

    select
        case
            when entity_level = 'county' then '00000000000000'
            else county_code || '000000000000'
        end as cds_code,
        student_group_code,
        students_scored
    from tallies
    where is_all_grades and entity_level in ('county', 'district')
    union all
    select
        '00000000000000' as cds_code,
        student_group_code,
        students_scored
    from outside
    where county_code is null
    union all
    select
        county_code || '000000000000' as cds_code,
        student_group_code,
        students_scored
    from outside
    where county_code is not null

),

added as (

    select
        cds_code,
        student_group_code,
        sum(students_scored) as students_scored
    from parts
    group by cds_code, student_group_code

),

schools_of_districts as (

    select
        county_code || district_code || '0000000' as cds_code,
        student_group_code,
        sum(students_scored) as students_scored
    from tallies
    where is_all_grades and entity_level = 'school' and entity_type_code <> '09'
    group by county_code || district_code || '0000000', student_group_code

)

select
    tallies.cds_code,
    tallies.student_group_code
from tallies
left join added
    on
        tallies.cds_code = added.cds_code
        and tallies.student_group_code = added.student_group_code
left join schools_of_districts
    on
        tallies.cds_code = schools_of_districts.cds_code
        and tallies.student_group_code = schools_of_districts.student_group_code
where
    tallies.is_all_grades
    and (
        (
            tallies.entity_level in ('state', 'county')
            and tallies.students_scored <> coalesce(added.students_scored, 0)
        )
        or (
            tallies.entity_level = 'district'
            and tallies.students_scored < coalesce(schools_of_districts.students_scored, 0)
        )
    )
