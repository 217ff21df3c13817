-- A student counts once in a group, so the rules of a group must ask for values of one attribute;
-- and only the groups whose derivation is not published (250, 251) may lack a rule.

with

rules as (

    select * from {{ ref('student_group_rules') }}

),

student_groups as (

    select * from {{ ref('student_groups') }}

)

select
    student_groups.student_group_code,
    count(distinct rules.attribute) as attributes
from student_groups
left join rules on student_groups.student_group_code = rules.student_group_code
group by student_groups.student_group_code, student_groups.confidence
having
    count(distinct rules.attribute) <> 1
    and not (
        count(distinct rules.attribute) = 0
        and student_groups.confidence = 'low (derivation not found)'
    )
