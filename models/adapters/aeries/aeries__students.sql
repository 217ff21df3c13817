-- Grain: one row per student; STU has a row for each school of the student.

with

students as (

    select * from {{ source('aeries', 'stu') }}

),

language_assessments as (

    select * from {{ source('aeries', 'lac') }}

),

-- What counts is an active row (STU.TG is blank), of several that of the latest school.
ranked as (

    select
        *,
        row_number() over (
            partition by id
            order by
                case
                    when tg is null then 0
                    else 1
                end,
                {{ to_date('ed') }} desc nulls last,
                sc
        ) as place
    from students
    where not coalesce({{ to_boolean('del') }}, false)

),

first_school_days as (

    select
        id,
        min(uss) as us_school_entry_date
    from language_assessments
    where not coalesce({{ to_boolean('del') }}, false)
    group by id

),

-- STU.GN is STU.SX in older versions; STU.ETH is Y or N, another code is no answer.
final as (

    select
        ranked.id as student_id,
        ranked.id as local_student_id,
        ranked.cid as ssid,
        ranked.fn as legal_first_name,
        ranked.mn as legal_middle_name,
        ranked.ln as legal_last_name,
        ranked.sf as name_suffix_code,
        ranked.fna as alias_first_name,
        ranked.mna as alias_middle_name,
        ranked.lna as alias_last_name,
        ranked.bd as birth_date,
        coalesce(ranked.gn, ranked.sx) as gender_code,
        ranked.bcy as birth_city,
        ranked.bst as birth_state_code,
        ranked.bcu as birth_country_code,
        case
            when ranked.eth in ('Y', 'N') then ranked.eth
        end as is_hispanic,
        ranked.rc1 as race_code_1,
        ranked.rc2 as race_code_2,
        ranked.rc3 as race_code_3,
        ranked.rc4 as race_code_4,
        ranked.rc5 as race_code_5,
        first_school_days.us_school_entry_date,
        ranked.hl as primary_language_code
    from ranked
    left join first_school_days on ranked.id = first_school_days.id
    where ranked.place = 1

)

select * from final
