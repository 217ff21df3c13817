-- CAST rules, section 6: groups that part the students of another group count no more than it, and
-- where every student has a value exactly as many.

{%- set parts = [
    ('001', ['128', '099'], '='),
    ('160', ['120', '142'], '='),
    ('006', ['007', '008', '180'], '='),
    ('001', ['003', '004'], '<='),
    ('001', ['031', '111'], '<='),
    ('001', ['006', '160', '190'], '<='),
    ('001', ['074', '075', '076', '077', '078', '079', '080', '144'], '<='),
    ('031', ['200', '201', '202', '203', '204', '205', '206', '207'], '<='),
    ('111', ['220', '221', '222', '223', '224', '225', '226', '227'], '<='),
] %}

with

tallies as (

    select * from {{ ref('fct_subgroup_tallies') }}

),

compared as (

    {%- for whole, groups, sign in parts %}
    select
        test_year,
        cds_code,
        grade_code,
        '{{ whole }}' as student_group_code,
        coalesce(sum(students_enrolled) filter (
            where student_group_code in (
                {%- for group in groups %}
                '{{ group }}'{{ ',' if not loop.last }}
                {%- endfor %}
            )
        ), 0)
        {{ sign }} coalesce(sum(students_enrolled) filter (
            where student_group_code = '{{ whole }}'
        ), 0) as agrees
    from tallies
    group by test_year, cds_code, grade_code
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select
    test_year,
    cds_code,
    grade_code,
    student_group_code
from compared
where not agrees
