-- Grain: one row per school, year and term.

with

sessions as (

    select * from {{ source('edfi_template', 'session') }}

),

named as (

    select
        *,
        "schoolreference.schoolidentity.schoolid" as org_id
    from sessions

),

-- A school year such as 2016-2017 is named by the year in which it ends.
final as (

    select
        {{ key_text(['org_id', 'schoolyear', 'sessionname']) }} as session_id,
        org_id,
        right(schoolyear, 4) as school_year,
        term as term_code,
        begindate as start_date,
        enddate as end_date
    from named

)

select * from final
