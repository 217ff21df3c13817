-- Grain: one row per entity with an enrolled student in the test year, with its names.

with

tallies as (

    select * from {{ ref('int_assessments__cast_tallies') }}
    where student_group_code = '001' and is_all_grades

),

places as (

    select * from {{ ref('int_assessments__places') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

-- A county is no organisation: it has the name that its places give it.
counties as (

    select
        left(cds_code, 2) as county_code,
        min(county_name) as county_name
    from places
    group by left(cds_code, 2)

),

-- Entities mapping, fields 7 to 10: a direct funded charter is its own district; no name of a lower
-- level stands on an aggregate.
named as (

    select
        tallies.entity_level,
        tallies.entity_type_code,
        tallies.cds_code,
        tallies.county_code,
        tallies.district_code,
        tallies.school_code,
        tallies.test_year,
        case
            when tallies.entity_level = 'state' then test_years.state_name
            else coalesce(places.county_name, counties.county_name)
        end as county_name,
        case
            when tallies.entity_type_code in ('06', '09') then places.place_name
            when tallies.entity_level = 'school'
                then coalesce(districts.place_name, places.parent_lea_name)
        end as district_name,
        case when tallies.entity_level = 'school' then places.place_name end as school_name,
        case when tallies.entity_level = 'school' then places.zip_code end as zip_code
    from tallies
    inner join test_years on tallies.test_year = test_years.test_year
    left join places on tallies.cds_code = places.cds_code
    left join places as districts
        on tallies.county_code || tallies.district_code || '0000000' = districts.cds_code
    left join counties on tallies.county_code = counties.county_code

),

-- CAST rules, section 5: published names are cut, a district's at 40 characters, a school's at 50;
-- a blank that the cut leaves at the end goes too. What would break the file is left out of it.
final as (

    select
        entity_level,
        entity_type_code,
        cds_code,
        county_code,
        district_code,
        school_code,
        test_year,
        {%- for name, length in [('county_name', 50), ('district_name', 40), ('school_name', 50)] %}
        case
            when not {{ breaks_windows_1252(name) }} then rtrim(left({{ name }}, {{ length }}))
        end as {{ name }},
        {%- endfor %}
        case when not {{ breaks_windows_1252('zip_code') }} then zip_code end as zip_code,
        {{ cast_entity_hits() }} as hits
    from named

)

select * from final
