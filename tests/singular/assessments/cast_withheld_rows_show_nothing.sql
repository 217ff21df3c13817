-- D19: told anew from the counts, in other words than the masks: no published number is one that the
-- rule of its year withholds, and none is missing that may be shown unless it protects another.

with

tallies as (

    select * from {{ ref('int_cast__research_results') }}

),

masked as (

    select * from {{ ref('int_cast__research_aggregates') }}

),

options as (

    select * from {{ ref('run_options') }}

),

numbers as (

    {%- for name in [
        'students_enrolled', 'students_tested', 'students_scored',
        'entity_students_tested', 'entity_students_scored'
    ] %}
    select
        masked.cds_code,
        masked.student_group_code,
        masked.grade_code,
        '{{ name }}' as column_name,
        masked.{{ name }} as shown,
        case
            when
                case
                    when tallies.test_year > 2019 then tallies.{{ name }} not in (1, 2, 3)
                    else tallies.{{ name if 'entity' in name else 'students_scored' }} > 10
                end
                then cast(tallies.{{ name }} as string)
        end as allowed
    from masked
    inner join tallies
        on
            masked.cds_code = tallies.cds_code
            and masked.student_group_code = tallies.student_group_code
            and masked.grade_code = tallies.grade_code
    {{- '\n    union all' }}
    {%- endfor %}
    {%- for name in cast_results() %}
    select
        masked.cds_code,
        masked.student_group_code,
        masked.grade_code,
        '{{ name }}' as column_name,
        masked.{{ name }} as shown,
        case when tallies.students_scored > 10 then cast(tallies.{{ name }} as string) end
            as allowed
    from masked
    inner join tallies
        on
            masked.cds_code = tallies.cds_code
            and masked.student_group_code = tallies.student_group_code
            and masked.grade_code = tallies.grade_code
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select
    numbers.cds_code,
    numbers.student_group_code,
    numbers.grade_code,
    numbers.column_name
from numbers
cross join options
where
    coalesce(numbers.shown, '*') <> coalesce(numbers.allowed, '*')
    and not (options.complementary_suppression and numbers.shown = '*')
