-- Grain: one row per entity of the chosen levels with an enrolled student, with its names.

with

counts as (

    select * from {{ ref('int_cast__research_counts') }}
    where student_group_code = '001' and is_all_grades

),

reporting_entities as (

    select * from {{ ref('int_assessments__reporting_entities') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- A county is no organization: it has the name that its entities give it.
counties as (

    select
        left(cds_code, 2) as county_code,
        min(county_name) as county_name
    from reporting_entities
    group by left(cds_code, 2)

),

-- Entities mapping, fields 7 to 10: a direct funded charter is its own district; no name of a lower
-- level stands on an aggregate.
named as (

    select
        counts.entity_level,
        counts.entity_type_code as type_id,
        counts.cds_code,
        left(counts.cds_code, 2) as county_code,
        substr(counts.cds_code, 3, 5) as district_code,
        right(counts.cds_code, 7) as school_code,
        counts.test_year,
        case
            when counts.entity_level = 'state' then test_years.state_name
            else coalesce(reporting_entities.county_name, counties.county_name)
        end as county_name,
        case
            when counts.entity_type_code in ('06', '09') then reporting_entities.entity_name
            when counts.entity_level = 'school'
                then coalesce(districts.entity_name, reporting_entities.parent_lea_name)
        end as district_name,
        case when counts.entity_level = 'school' then reporting_entities.entity_name end
            as school_name,
        case when counts.entity_level = 'school' then reporting_entities.zip_code end as zip_code
    from counts
    inner join test_years on counts.test_year = test_years.test_year
    cross join options
    left join reporting_entities on counts.cds_code = reporting_entities.cds_code
    left join reporting_entities as districts
        on left(counts.cds_code, 7) || '0000000' = districts.cds_code
    left join counties on left(counts.cds_code, 2) = counties.county_code
    where {{ has_word('options.cast_levels', 'counts.entity_level') }}

),

-- CAST rules, section 5: published names are cut, a district's at 40 characters, a school's at 50;
-- a blank that the cut leaves at the end goes too. What would break the file is left out of it.
final as (

    select
        'cast_entities' as export_name,
        {{ key_text(['county_code', 'district_code', 'school_code']) }} as record_key,
        entity_level,
        type_id,
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
        {%- for name in ['county_name', 'district_name', 'school_name', 'zip_code'] %}
        {{ name }} as local_{{ name }},
        {{ breaks_windows_1252(name) }} as is_{{ name }}_unsafe,
        {%- endfor %}
        -- The file of 2018 has five blanks where there is no school (CAST rules, section 5).
        case
            when entity_level <> 'school' then '     '
            when not {{ breaks_windows_1252('zip_code') }} then zip_code
        end as zip_code_or_blanks
    from named

)

select * from final
