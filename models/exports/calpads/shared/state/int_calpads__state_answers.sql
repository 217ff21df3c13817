-- Grain: one row per student and rule that a return of the state says is broken, by the number that
-- the rule has in every file.

with

students as (

    select * from {{ ref('dim_students') }}
    where not is_excluded and ssid is not null

),

state_students as (

    select * from {{ ref('int_calpads__state_students') }}

),

cells as (

    select * from {{ ref('int_submissions__state_cells') }}
    where file_code = 'REPLACED'

),

replaced as (

    select
        row_number,
        max(case when column_name = 'retired_ssid' then value end) as retired_ssid,
        max(case when column_name = 'replacement_ssid' then value end) as replacement_ssid
    from cells
    group by row_number

),

-- A blank on either side says nothing: here it has a finding of its own.
known as (

    select
        students.student_id,
        replaced.retired_ssid is not null as is_retired,
        students.gender_code <> state_students.gender_code
        or year(students.birth_date) <> year(state_students.birth_date) as is_another_person,
        {{ plain_letters('students.legal_first_name') }} <> state_students.first_name
        or {{ plain_letters('students.legal_last_name') }} <> state_students.last_name
            as has_another_name
    from students
    left join replaced on students.ssid = replaced.retired_ssid
    inner join state_students
        on coalesce(replaced.replacement_ssid, students.ssid) = state_students.ssid

),

told as (

    select
        student_id,
        -- 0008: retired, and gender and birth year fit the replacement, which the state takes.
        is_retired and not is_another_person as rule_0008,
        -- 0068: either gender and birth year, or legal first and last name, equal the state's.
        not is_retired and is_another_person and has_another_name as rule_0068,
        -- 0069: gender and birth year equal the state's.
        not is_retired and is_another_person as rule_0069,
        -- 0072: retired, and gender or birth year do not fit the replacement: the row is rejected.
        is_retired and is_another_person as rule_0072
    from known

),

true_flags as (

    {{ true_columns('told', ['student_id']) }}

),

final as (

    select
        student_id,
        replace(flag, 'rule_', '') as rule_number
    from true_flags
    group by student_id, flag

)

select * from final
