-- Grain: one row per student and parent with educational rights.

with

parents as (

    select * from {{ source('synergy', 'epc_stu_parent') }}

),

persons as (

    select * from {{ source('synergy', 'rev_person') }}

),

-- ORDERBY orders all contacts of a student: the place counts those with educational rights.
final as (

    select
        parents.student_gu as student_id,
        cast(
            row_number() over (
                partition by parents.student_gu
                order by {{ to_number('parents.orderby', 'integer') }} nulls last, parents.parent_gu
            ) as varchar
        ) as guardian_order,
        persons.first_name,
        persons.last_name
    from parents
    left join persons on parents.parent_gu = persons.person_gu
    where {{ to_boolean('parents.educational_rights') }}

)

select * from final
