-- Grain: one row per staff member and rule that the state's extract of SDEM says is broken, by the
-- number of the rule.

with

staff as (

    select * from {{ ref('dim_staff') }}
    where not is_excluded and seid is not null

),

cells as (

    select * from {{ ref('int_submissions__state_cells') }}
    where file_code = 'SDEM'

),

extract_rows as (

    select
        row_number,
        max(case when column_name = 'seid' then value end) as seid,
        max(case when column_name = 'effective_start_date' then value end) as effective_start_date,
        max(case when column_name = 'staff_gender_code' then value end) as gender_code,
        max(case when column_name = 'staff_birth_date' then value end) as birth_date,
        max(case when column_name = 'staff_legal_first_name' then value end) as first_name,
        max(case when column_name = 'staff_legal_last_name' then value end) as last_name
    from cells
    group by row_number

),

-- SDEM states values from a day on: the latest row of the person counts.
ranked as (

    select
        *,
        row_number() over (
            partition by seid
            order by {{ to_date('effective_start_date') }} desc nulls last, row_number desc
        ) as place
    from extract_rows

),

paired as (

    select
        staff.staff_id,
        staff.gender_code as gender_here,
        ranked.gender_code as gender_there,
        year(staff.birth_date) as birth_year_here,
        year({{ to_date('ranked.birth_date') }}) as birth_year_there,
        {{ plain_letters('staff.legal_first_name') }} as first_name_here,
        {{ plain_letters('ranked.first_name') }} as first_name_there,
        {{ plain_letters('staff.legal_last_name') }} as last_name_here,
        {{ plain_letters('ranked.last_name') }} as last_name_there
    from staff
    inner join ranked on staff.seid = ranked.seid
    where ranked.place = 1

),

-- A blank on either side says nothing: here it has a finding of its own.
known as (

    select
        staff_id,
        gender_here <> gender_there or birth_year_here <> birth_year_there as is_another_person,
        first_name_here <> first_name_there or last_name_here <> last_name_there
            as has_another_name
    from paired

),

told as (

    select
        staff_id,
        -- 0196: either gender and birth year, or first and last name, equal the state's.
        is_another_person and has_another_name as rule_0196,
        -- 0197: gender and birth year equal the state's.
        is_another_person as rule_0197
    from known

),

true_flags as (

    {{ true_columns('told', ['staff_id']) }}

),

final as (

    select
        staff_id,
        replace(flag, 'rule_', '') as rule_number
    from true_flags

)

select * from final
