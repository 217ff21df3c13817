-- Grain: one row per school and set of terms that a section meets in.

with

section_sessions as (

    select * from {{ ref('int_infinite_campus__section_sessions') }}

),

final as (

    select
        session_id,
        school_id as org_id,
        end_year as school_year,
        term_code,
        first_day as start_date,
        last_day as end_date
    from section_sessions
    where term_code is not null
    group by session_id, school_id, end_year, term_code, first_day, last_day

)

select * from final
