-- Grain: one row per test result of the test year, with the place where the student counts.

with

results as (

    select * from {{ ref('stg_sis__assessment_results') }}

),

places as (

    select * from {{ ref('int_assessments__places') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

options as (

    select * from {{ ref('run_options') }}

),

direct_funded as (

    select
        school_code,
        min(cds_code) as cds_code
    from places
    where charter_funding_code = 'DF'
    group by school_code

),

-- D20, CAST-1.13: a student at a nonpublic school counts where the accountability code points: the
-- last seven digits of a direct funded charter, else a district.
homes as (

    select
        results.*,
        test_years.score_column,
        case
            when not {{ has_digits('results.school_cds_code', 14) }} then null
            when not coalesce(results.is_nonpublic_school, false) then results.school_cds_code
            when {{ has_digits('results.accountability_district_code', 7) }}
                then
                    coalesce(
                        direct_funded.cds_code, results.accountability_district_code || '0000000'
                    )
        end as home_cds_code
    from results
    inner join options on results.test_year = options.test_year
    inner join test_years on results.test_year = test_years.test_year
    left join direct_funded
        on results.accountability_district_code = direct_funded.school_code

),

-- D20: zeros stand for no school, no district or no county: such a result counts above that level.
-- A direct funded charter is in no district (CAST-1.4, CAST-1.6).
final as (

    select
        homes.source_row,
        homes.test_id,
        homes.school_cds_code,
        homes.home_cds_code,
        case when right(homes.home_cds_code, 7) <> '0000000' then homes.home_cds_code end
            as school_cds_code_counted,
        case
            when
                substr(homes.home_cds_code, 3, 5) <> '00000'
                and coalesce(places.charter_funding_code, '') <> 'DF'
                then left(homes.home_cds_code, 7)
        end as district_code,
        case when left(homes.home_cds_code, 2) <> '00' then left(homes.home_cds_code, 2) end
            as county_code,
        places.cds_code is not null as is_known_place,
        homes.grade_code,
        homes.include_indicator,
        homes.score_column,
        -- CAST rules, section 2: percent and preliminary indicator in 2018, then score and level.
        case homes.score_column
            when 'percent_correct' then homes.percent_correct
            else homes.scale_score
        end as score,
        case homes.score_column
            when 'percent_correct' then homes.preliminary_indicator
            else homes.achievement_level
        end as performance_level,
        homes.life_sciences_level,
        homes.physical_sciences_level,
        homes.earth_space_sciences_level,
        homes.gender_code,
        homes.reporting_ethnicity_code,
        homes.elas_code,
        homes.parent_education_code,
        homes.us_school_entry_date,
        homes.is_economically_disadvantaged,
        coalesce(homes.is_migrant, false) as is_migrant,
        coalesce(homes.has_disability, false) as has_disability,
        coalesce(homes.is_armed_forces_family, false) as is_armed_forces_family,
        coalesce(homes.is_homeless, false) as is_homeless,
        coalesce(homes.is_foster_youth, false) as is_foster_youth
    from homes
    left join places on homes.home_cds_code = places.cds_code

)

select * from final
