-- Grain: one row per school and term.

with

terms as (

    select * from {{ source('powerschool', 'terms') }}

),

-- PowerSchool, Terms.YearID: 33 is the school year that begins in 2023.
final as (

    select
        {{ key_text(['schoolid', 'id']) }} as session_id,
        schoolid as org_id,
        cast(try_cast(yearid as integer) + 1991 as varchar) as school_year,
        abbreviation as term_code,
        firstday as start_date,
        lastday as end_date
    from terms

)

select * from final
