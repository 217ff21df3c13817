-- Grain: one row per entity, student group and grade with an enrolled student: sums of cells.

with

cells as (

    select * from {{ ref('int_assessments__cast_cells') }}

),

grade_rows as (

    select * from {{ ref('cast_grade_rows') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- CAST-1.7, CAST-1.8: a tested grade counts in its own row and in those of several grades.
cells_of_rows as (

    select
        cells.*,
        grade_rows.grade_code as row_grade_code,
        grade_rows.is_all_grades,
        options.test_year
    from cells
    inner join grade_rows on cells.grade_code = grade_rows.member_grade_code
    cross join options
    where
        options.test_year >= grade_rows.first_year
        and options.test_year <= coalesce(grade_rows.last_year, options.test_year)

),

-- D20: the four levels in one pass. Null = no school (nonpublic), no district (direct funded).
summed as (

    select
        test_year,
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
        student_group_code,
        row_grade_code as grade_code,
        is_all_grades,
        {%- for name in cast_counts() %}
        sum({{ name }}) as {{ name }},
        {%- endfor %}
        sum(score_sum) as score_sum
    from cells_of_rows
    group by grouping sets (
        (test_year, student_group_code, row_grade_code, is_all_grades, school_cds_code),
        (test_year, student_group_code, row_grade_code, is_all_grades, district_code),
        (test_year, student_group_code, row_grade_code, is_all_grades, county_code),
        (test_year, student_group_code, row_grade_code, is_all_grades)
    )

),

-- CAST-1.11: the entity totals are those of all grades together, on every row.
final as (

    select
        cast(summed.test_year as integer) as test_year,
        summed.entity_level,
        summed.cds_code,
        summed.student_group_code,
        summed.grade_code,
        summed.is_all_grades,
        {%- for name in cast_counts() %}
        cast(summed.{{ name }} as bigint) as {{ name }},
        {%- endfor %}
        cast(summed.score_sum as decimal(18, 1)) as score_sum,
        cast(all_grades.students_tested as bigint) as entity_students_tested,
        cast(all_grades.students_scored as bigint) as entity_students_scored
    from summed
    inner join summed as all_grades
        on
            summed.cds_code = all_grades.cds_code
            and summed.student_group_code = all_grades.student_group_code
            and all_grades.is_all_grades

)

select * from final
