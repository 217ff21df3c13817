-- Grain: one row per test result of a year with a test: where the student counts, and scores.

{%- set domains = ['life_sciences', 'physical_sciences', 'earth_space_sciences'] %}

with

results as (

    select * from {{ ref('stg_sis__assessment_results') }}

),

reporting_entities as (

    select * from {{ ref('int_assessments__reporting_entities') }}

),

test_years as (

    select * from {{ ref('cast_test_years') }}

),

include_indicators as (

    select * from {{ ref('include_indicators') }}

),

direct_funded as (

    select
        school_code,
        min(cds_code) as cds_code
    from reporting_entities
    where charter_funding_code = 'DF'
    group by school_code

),

-- D20, CAST-1.13: a student at a nonpublic school counts where the accountability code points: the
-- last seven digits of a direct funded charter, else a district.
-- CAST rules, section 2: percent and preliminary indicator in 2018, then score and level.
measured as (

    select
        results.*,
        test_years.score_column,
        test_years.highest_level,
        case
            when not {{ has_digits('results.school_cds_code', 14) }} then null
            when not coalesce(results.is_nonpublic_school, false) then results.school_cds_code
            when {{ has_digits('results.accountability_district_code', 7) }}
                then
                    coalesce(
                        direct_funded.cds_code, results.accountability_district_code || '0000000'
                    )
        end as reporting_cds_code,
        case test_years.score_column
            when 'percent_correct' then results.percent_correct
            else results.scale_score
        end as score,
        case test_years.score_column
            when 'percent_correct' then results.preliminary_indicator
            else results.achievement_level
        end as performance_level
    from results
    inner join test_years on results.test_year = test_years.test_year
    left join direct_funded
        on results.accountability_district_code = direct_funded.school_code

),

-- D20: zeros stand for no school, no district or no county: such a result counts above that level.
-- A direct funded charter is in no district (CAST-1.4, CAST-1.6).
final as (

    select
        measured.source_row,
        measured.test_year,
        measured.test_id,
        measured.school_cds_code,
        measured.reporting_cds_code,
        case
            when right(measured.reporting_cds_code, 7) <> '0000000'
                then measured.reporting_cds_code
        end as counted_school_cds_code,
        case
            when
                substr(measured.reporting_cds_code, 3, 5) <> '00000'
                and coalesce(reporting_entities.charter_funding_code, '') <> 'DF'
                then left(measured.reporting_cds_code, 7)
        end as district_code,
        case
            when left(measured.reporting_cds_code, 2) <> '00'
                then left(measured.reporting_cds_code, 2)
        end as county_code,
        reporting_entities.cds_code is not null as is_known_entity,
        measured.include_indicator,
        include_indicators.include_indicator is not null as is_enrolled,
        coalesce(include_indicators.is_tested, false) as is_tested,
        coalesce(include_indicators.is_scored, false) as is_scored,
        measured.score_column,
        -- Only a valid score counts: what another row holds is no result. A level is one of the
        -- year's; any other value is none (9 = no score).
        case when include_indicators.is_scored then measured.score end as score,
        case
            when
                include_indicators.is_scored
                and measured.performance_level between 1 and measured.highest_level
                then measured.performance_level
        end as performance_level,
        {%- for domain in domains %}
        case
            when include_indicators.is_scored and measured.{{ domain }}_level between 1 and 3
                then measured.{{ domain }}_level
        end as {{ domain }}_level,
        measured.{{ domain }}_level as local_{{ domain }}_level,
        {%- endfor %}
        concat_ws(
            ' ', measured.life_sciences_level, measured.physical_sciences_level,
            measured.earth_space_sciences_level
        ) as domain_levels,
        measured.percent_correct,
        measured.scale_score,
        measured.preliminary_indicator,
        measured.achievement_level,
        measured.us_school_entry_date,
        measured.is_economically_disadvantaged,
        {%- for fact in [
            'is_migrant', 'has_disability', 'is_armed_forces_family', 'is_homeless', 'is_foster_youth'
        ] %}
        coalesce(measured.{{ fact }}, false) as {{ fact }},
        {%- endfor %}
        measured.grade_code as local_grade_code,
        measured.gender_code as local_gender_code,
        measured.reporting_ethnicity_code as local_reporting_ethnicity_code,
        measured.elas_code as local_elas_code,
        measured.parent_education_code as local_parent_education_code
    from measured
    left join reporting_entities
        on measured.reporting_cds_code = reporting_entities.cds_code
    left join include_indicators
        on measured.include_indicator = include_indicators.include_indicator

)

select * from final
