-- Grain: one row per test result of the test year: where the student counts, scores, state codes.

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

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

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
        end as performance_level,
        options.test_reference_date,
        options.cast_el_first_entry_after
    from results
    inner join options on results.test_year = options.test_year
    inner join test_years on results.test_year = test_years.test_year
    left join direct_funded
        on results.accountability_district_code = direct_funded.school_code

),

-- D20: zeros stand for no school, no district or no county: such a result counts above that level.
-- A direct funded charter is in no district (CAST-1.4, CAST-1.6).
-- D12: codes are evaluated on the reference date held in the school year of the test.
final as (

    select
        'cast_research' as export_name,
        'row ' || cast(measured.source_row as varchar) as record_key,
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
        grades.state_code as grade_code,
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
        genders.state_code as gender,
        ethnicities.state_code as ethnicity,
        languages.state_code as language_status,
        -- Open question 27: without an entry date not in group 120, so in 142.
        case
            when coalesce(languages.state_code, '') <> 'EL' then null
            when measured.us_school_entry_date > measured.cast_el_first_entry_after
                then 'under_12_months'
            else '12_months_or_more'
        end as english_learner_time,
        measured.is_economically_disadvantaged,
        {%- for fact in [
            'is_migrant', 'has_disability', 'is_armed_forces_family', 'is_homeless', 'is_foster_youth'
        ] %}
        coalesce(measured.{{ fact }}, false) as {{ fact }},
        {%- endfor %}
        {%- for field, alias in [
            ('gender_code', 'genders'), ('reporting_ethnicity_code', 'ethnicities'),
            ('elas_code', 'languages'), ('parent_education_code', 'parents')
        ] %}
        measured.{{ field }} as local_{{ field }},
        {{ code_finding(alias, 'measured.' ~ field) }} as {{ field }}_finding,
        {%- endfor %}
        parents.state_code as parent_education
    from measured
    left join reporting_entities
        on measured.reporting_cds_code = reporting_entities.cds_code
    left join include_indicators
        on measured.include_indicator = include_indicators.include_indicator
    {%- for alias, code_set, field in [
        ('grades', 'grade', 'grade_code'), ('genders', 'gender', 'gender_code'),
        ('ethnicities', 'reporting_ethnicity', 'reporting_ethnicity_code'),
        ('languages', 'elas', 'elas_code'),
        ('parents', 'parent_education', 'parent_education_code')
    ] %}
    left join state_codes as {{ alias }}
        on {{ code_matches(
            alias, 'cast.' ~ code_set, 'measured.' ~ field, 'measured.test_reference_date'
        ) }}
    {%- endfor %}

)

select * from final
