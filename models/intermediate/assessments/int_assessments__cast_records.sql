-- Grain: one row per test result of the test year: where the student counts, and the state's codes.

with

placed as (

    select * from {{ ref('int_assessments__cast_placements') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- D12: codes are judged on the reference date held in the school year of the test.
final as (

    select
        'row ' || cast(placed.source_row as varchar) as record_key,
        placed.test_id,
        placed.school_cds_code,
        placed.home_cds_code,
        placed.school_cds_code_counted,
        placed.district_code,
        placed.county_code,
        placed.is_known_place,
        grades.state_code as grade_code,
        placed.include_indicator,
        placed.score_column,
        placed.score,
        placed.performance_level,
        placed.life_sciences_level,
        placed.physical_sciences_level,
        placed.earth_space_sciences_level,
        placed.us_school_entry_date,
        genders.state_code as gender,
        ethnicities.state_code as ethnicity,
        languages.state_code as language_status,
        -- Open question 27: without an entry date not in group 120, so in 142.
        case
            when languages.state_code = 'EL'
                then
                    case
                        when placed.us_school_entry_date > options.cast_el_first_entry_after
                            then 'under_12_months'
                        else '12_months_or_more'
                    end
        end as english_learner_time,
        parents.state_code as parent_education,
        placed.is_economically_disadvantaged,
        placed.is_migrant,
        placed.has_disability,
        placed.is_armed_forces_family,
        placed.is_homeless,
        placed.is_foster_youth,
        case
            when
                placed.gender_code is not null
                and (genders.local_key is null or genders.code_finding is not null)
                or placed.reporting_ethnicity_code is not null
                and (ethnicities.local_key is null or ethnicities.code_finding is not null)
                or placed.elas_code is not null
                and (languages.local_key is null or languages.code_finding is not null)
                or placed.parent_education_code is not null
                and (parents.local_key is null or parents.code_finding is not null)
                then
                    {{ hits([
                        code_hits('genders', 'gender_code', 'placed.gender_code'),
                        code_hits(
                            'ethnicities', 'reporting_ethnicity_code',
                            'placed.reporting_ethnicity_code'
                        ),
                        code_hits('languages', 'elas_code', 'placed.elas_code'),
                        code_hits(
                            'parents', 'parent_education_code', 'placed.parent_education_code'
                        ),
                    ]) }}
            else {{ hits([]) }}
        end as code_hits
    from placed
    cross join options
    left join state_codes as grades
        on {{ code_matches(
            'grades', 'cast.grade', 'placed.grade_code', 'options.test_reference_date'
        ) }}
    left join state_codes as genders
        on {{ code_matches(
            'genders', 'cast.gender', 'placed.gender_code', 'options.test_reference_date'
        ) }}
    left join state_codes as ethnicities
        on {{ code_matches(
            'ethnicities', 'cast.reporting_ethnicity', 'placed.reporting_ethnicity_code',
            'options.test_reference_date'
        ) }}
    left join state_codes as languages
        on {{ code_matches(
            'languages', 'cast.elas', 'placed.elas_code', 'options.test_reference_date'
        ) }}
    left join state_codes as parents
        on {{ code_matches(
            'parents', 'cast.parent_education', 'placed.parent_education_code',
            'options.test_reference_date'
        ) }}

)

select * from final
