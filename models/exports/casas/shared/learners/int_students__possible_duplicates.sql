-- Grain: one row per learner who seems to be the same person as another learner.

with

students as (

    select * from {{ ref('stg_sis__students') }}

),

learners as (

    select * from {{ ref('int_students__adult_learners') }}
    where not is_excluded

),

addresses as (

    select * from {{ ref('int_students__casas_addresses') }}

),

identities as (

    select * from {{ ref('int_students__casas_identity') }}
    where not is_excluded

),

persons as (

    select
        students.student_id,
        identities.casas_student_id,
        students.ssn,
        case
            when students.legal_last_name is not null and students.legal_first_name is not null
                then {{ key_text([
                    'lower(students.legal_last_name)', 'lower(students.legal_first_name)'
                ]) }}
        end as full_name,
        students.birth_date,
        lower(students.gender_code) as gender,
        students.phone,
        case
            when addresses.line_1 is not null and addresses.city is not null
                then {{ key_text(['lower(addresses.line_1)', 'lower(addresses.city)']) }}
        end as address
    from students
    inner join learners on students.student_id = learners.student_id
    inner join identities on students.student_id = identities.student_id
    left join addresses on students.student_id = addresses.student_id

),

-- KEY-7, the ladder by which persons are matched; a blank part matches nobody.
keys as (

    {%- for parts in (
        ['ssn'], ['full_name', 'phone'], ['full_name', 'address'], ['full_name', 'gender']
    ) %}
    select
        student_id,
        casas_student_id,
        '{{ parts | join(' ') }}' as basis,
        {{ key_text(parts + ['birth_date']) }} as match_key
    from persons
    where
        birth_date is not null
        {%- for part in parts %}
        and {{ part }} is not null
        {%- endfor %}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

matched as (

    select
        student_id,
        casas_student_id,
        min(casas_student_id) over same_person as first_id,
        max(casas_student_id) over same_person as last_id
    from keys
    window same_person as (partition by basis, match_key)

),

-- KEY-2: two ids make two learners; one id in common is a duplicate that DEM excludes.
final as (

    select
        student_id,
        min(case when casas_student_id = first_id then last_id else first_id end)
            as other_student_id
    from matched
    where first_id <> last_id
    group by student_id

)

select * from final
