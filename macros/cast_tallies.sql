{#-
    What the CAST research file and the mart fct_subgroup_tallies have in common: the file counts the
    selected results of one test year, with codes of its reference date; the mart those of every year.
    Each macro writes CTEs that follow on CTEs of fixed names.
-#}

{#- The state codes of a result, and how long an English learner has been in school here (group 120). -#}
{% macro cast_code_columns(results, first_entry_after) -%}
    grades.state_code as grade_code,
        genders.state_code as gender,
        ethnicities.state_code as ethnicity,
        languages.state_code as language_status,
        -- Open question 27: without an entry date not in group 120, so in 142.
        case
            when coalesce(languages.state_code, '') <> 'EL' then null
            when {{ results }}.us_school_entry_date > {{ first_entry_after }}
                then 'under_12_months'
            else '12_months_or_more'
        end as english_learner_time,
        {%- for field, alias in [
            ('gender_code', 'genders'), ('reporting_ethnicity_code', 'ethnicities'),
            ('elas_code', 'languages'), ('parent_education_code', 'parents')
        ] %}
        {{ code_finding(alias, results ~ '.local_' ~ field) }} as {{ field }}_finding,
        {%- endfor %}
        parents.state_code as parent_education
{%- endmacro %}

{#- The joins that cast_code_columns reads, with codes valid on `code_date`. Needs CTE state_codes. -#}
{% macro cast_code_joins(results, code_date) -%}
    {%- for alias, code_set, field in [
        ('grades', 'grade', 'grade_code'), ('genders', 'gender', 'gender_code'),
        ('ethnicities', 'reporting_ethnicity', 'reporting_ethnicity_code'),
        ('languages', 'elas', 'elas_code'),
        ('parents', 'parent_education', 'parent_education_code')
    ] %}
    left join state_codes as {{ alias }}
        on {{ code_matches(
            alias, 'cast.' ~ code_set, results ~ '.local_' ~ field, code_date
        ) }}
    {%- endfor %}
{%- endmacro %}

{#- CTE members: one row per record and student group. Needs CTEs records and rules_of_the_year. -#}
{% macro cast_group_members() -%}
attributes as (

    select attribute
    from rules_of_the_year
    group by attribute

),

-- CAST rules, section 6: the value of each attribute. Blank means no for all but gender, ethnicity,
-- language status, parent education and economic status, where it is in no group.
values_of_students as (

    select
        records.record_key,
        records.test_year,
        attributes.attribute,
        case attributes.attribute
            when 'all_students' then 'Y'
            when 'gender' then records.gender
            when 'ethnicity' then records.ethnicity
            when 'language_status' then records.language_status
            when 'english_learner_time' then records.english_learner_time
            when 'parent_education' then records.parent_education
            when 'economically_disadvantaged'
                then {{ yes_no('records.is_economically_disadvantaged') }}
            when 'disadvantage_and_ethnicity'
                then
                    {{ yes_no('records.is_economically_disadvantaged') }}
                    || ' ' || records.ethnicity
            when 'migrant' then {{ yes_no('records.is_migrant') }}
            when 'disability' then {{ yes_no('records.has_disability') }}
            when 'armed_forces_family' then {{ yes_no('records.is_armed_forces_family') }}
            when 'homeless' then {{ yes_no('records.is_homeless') }}
            when 'foster_youth' then {{ yes_no('records.is_foster_youth') }}
        end as attribute_value
    from records
    cross join attributes

),

members as (

    select
        values_of_students.record_key,
        rules_of_the_year.student_group_code
    from values_of_students
    inner join rules_of_the_year
        on
            values_of_students.test_year = rules_of_the_year.test_year
            and values_of_students.attribute = rules_of_the_year.attribute
            and values_of_students.attribute_value = rules_of_the_year.attribute_value

)
{%- endmacro %}

{#-
    CTE counts: one row per entity, student group and grade. Needs CTEs records (counted ones),
    members, grade_rows, test_years, reporting_entities and entity_types.
-#}
{% macro cast_entity_counts() -%}
-- Every student counts once in a group, so these add up to any entity and grade (CAST-1.3).
by_school as (

    select
        records.test_year,
        records.counted_school_cds_code as school_cds_code,
        records.district_code,
        records.county_code,
        members.student_group_code,
        records.grade_code,
        count(*) as students_enrolled,
        count(*) filter (where records.is_tested) as students_tested,
        count(*) filter (where records.is_scored) as students_scored,
        {%- for level in [1, 2, 3, 4] %}
        count(*) filter (where records.performance_level = {{ level }})
            as students_at_level_{{ level }},
        {%- endfor %}
        {%- for domain in cast_domains() %}
        {%- for level in cast_domain_levels() %}
        count(*) filter (
            where records.{{ domain | replace('_and_', '_') }}_level = {{ loop.index }}
        ) as {{ domain }}_domain_count_{{ level }}_standard,
        {%- endfor %}
        {%- endfor %}
        count(records.score) as students_with_score,
        coalesce(sum(records.score), 0) as score_sum
    from records
    inner join members on records.record_key = members.record_key
    group by
        records.test_year, records.counted_school_cds_code, records.district_code,
        records.county_code, members.student_group_code, records.grade_code

),

-- CAST-1.7, CAST-1.8: a tested grade counts in its own row and in those of several grades.
by_row as (

    select
        by_school.*,
        grade_rows.grade_code as row_grade_code,
        grade_rows.is_all_grades,
        test_years.highest_level
    from by_school
    inner join grade_rows on by_school.grade_code = grade_rows.member_grade_code
    inner join test_years on by_school.test_year = test_years.test_year
    where
        by_school.test_year >= grade_rows.first_year
        and by_school.test_year <= coalesce(grade_rows.last_year, by_school.test_year)

),

{%- set of_row = 'test_year, highest_level, student_group_code, row_grade_code, is_all_grades' %}

-- D20: the four levels in one pass. Null = no school (nonpublic), no district (direct funded).
summed as (

    select
        {{ of_row }},
        case
            when grouping(school_cds_code) = 0 then 'school'
            when grouping(district_code) = 0 then 'district'
            when grouping(county_code) = 0 then 'county'
            else 'state'
        end as entity_level,
        case
            when grouping(school_cds_code) = 0 then school_cds_code
            when grouping(district_code) = 0 then district_code || '0000000'
            when grouping(county_code) = 0 then county_code || '000000000000'
            else '00000000000000'
        end as cds_code,
        {%- for name in cast_counts() %}
        cast(sum({{ name }}) as bigint)
            as {{ name }},
        {%- endfor %}
        cast(sum(score_sum) as decimal(18, 1)) as score_sum
    from by_row
    group by grouping sets (
        ({{ of_row }}, school_cds_code),
        ({{ of_row }}, district_code),
        ({{ of_row }}, county_code),
        ({{ of_row }})
    )

),

-- CAST-1.11: the entity totals are those of all grades together, on every row.
counts as (

    select
        cast(summed.test_year as integer) as test_year,
        summed.entity_level,
        entity_types.entity_type_code,
        summed.cds_code,
        summed.student_group_code,
        summed.row_grade_code as grade_code,
        summed.is_all_grades,
        {%- for name in cast_counts() %}
        summed.{{ name }},
        {%- endfor %}
        summed.score_sum,
        all_grades.students_tested as entity_students_tested,
        all_grades.students_scored as entity_students_scored,
        summed.students_at_level_1 + summed.students_at_level_2 + summed.students_at_level_3
        + summed.students_at_level_4 as students_in_a_level,
        {%- for domain in cast_domains() %}
        {%- for level in cast_domain_levels() %}
        {{ '+ ' if not loop.first }}summed.{{ domain }}_domain_count_{{ level }}_standard
        {%- endfor %}
            as {{ domain }}_domain_total,
        {%- endfor %}
        case
            when summed.highest_level = 4
                then summed.students_at_level_3 + summed.students_at_level_4
        end as students_at_level_3_or_4
    from summed
    inner join summed as all_grades
        on
            summed.test_year = all_grades.test_year
            and summed.cds_code = all_grades.cds_code
            and summed.student_group_code = all_grades.student_group_code
            and all_grades.is_all_grades
    left join reporting_entities on summed.cds_code = reporting_entities.cds_code
    left join entity_types
        on
            summed.entity_level = entity_types.entity_level
            and case
                when summed.entity_level = 'school'
                    then coalesce(reporting_entities.charter_funding_code, '')
                else ''
            end = coalesce(entity_types.charter_funding_code, '')

)
{%- endmacro %}

{#- CTE tallies: the counts with mean and shares. Needs CTEs counts, student_groups and test_years. -#}
{% macro cast_tallies() -%}
by_rules_of_the_year as (

    select
        counts.*,
        test_years.highest_level = 4 as has_four_levels,
        -- CAST-3.9: scale scores of different grades have no common mean.
        test_years.has_mean_of_all_grades or not counts.is_all_grades as can_have_mean,
        -- CAST-3.1: shares divide by the scored students; CAST-3.2: in 2018 by those in a category.
        case
            when test_years.shares_divide_by_scored then counts.students_scored
            else counts.students_in_a_level
        end as share_divisor,
        -- CAST-3.3: the mean divides by the scored count of the row, not by the entity total. A
        -- scale score that is missing is not 0: it counts in no mean and is fatal.
        case
            when test_years.score_column = 'scale_score' then counts.students_with_score
            else counts.students_scored
        end as mean_divisor
    from counts
    inner join test_years on counts.test_year = test_years.test_year

),

-- CAST-3.6, CAST-3.7: each share from its own count, met and above from the summed counts.
-- CAST-3.11: shares of a domain divide by the students with a level in that domain.
divided as (

    select
        *,
        {%- for level in [1, 2, 3] %}
        {{ rounded_ratio('100 * students_at_level_' ~ level, 'share_divisor', 2) }}
            as level_{{ level }}_percent,
        {%- endfor %}
        {%- for level in ['4', '3_or_4'] %}
        case
            when has_four_levels
                then {{ rounded_ratio('100 * students_at_level_' ~ level, 'share_divisor', 2) }}
        end as level_{{ level }}_percent,
        {%- endfor %}
        {%- for domain in cast_domains() %}
        {%- for level in cast_domain_levels() %}
        {{ rounded_ratio(
            '100 * ' ~ domain ~ '_domain_count_' ~ level ~ '_standard', domain ~ '_domain_total', 2
        ) }} as {{ domain }}_domain_percent_{{ level }}_standard,
        {%- endfor %}
        {%- endfor %}
        case
            when can_have_mean and students_with_score > 0
                then {{ rounded_ratio('score_sum', 'mean_divisor', 1) }}
        end as mean_score
    from by_rules_of_the_year

),

tallies as (

    select
        divided.test_year,
        divided.entity_level,
        divided.entity_type_code,
        divided.cds_code,
        left(divided.cds_code, 2) as county_code,
        substr(divided.cds_code, 3, 5) as district_code,
        right(divided.cds_code, 7) as school_code,
        divided.student_group_code,
        student_groups.student_group_name as student_group_name,
        divided.grade_code,
        divided.is_all_grades,
        divided.entity_students_tested,
        divided.entity_students_scored,
        divided.students_enrolled,
        divided.students_tested,
        divided.students_scored,
        {%- for name in cast_results() %}
        divided.{{ name }},
        {%- endfor %}
        divided.students_with_score,
        divided.score_sum,
        divided.mean_score
    from divided
    inner join student_groups
        on
            divided.test_year = student_groups.test_year
            and divided.student_group_code = student_groups.student_group_code

)
{%- endmacro %}
