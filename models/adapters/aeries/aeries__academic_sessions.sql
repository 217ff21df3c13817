-- Grain: one row per school and term.

with

terms as (

    select * from {{ source('aeries', 'trm') }}

),

-- TRM has no year: July 1 begins one (contract, academic_sessions.school_year is its ending year).
final as (

    select
        {{ key_text(['sc', 'tm']) }} as session_id,
        sc as org_id,
        cast({{ school_year_of(to_date('d1')) }} as varchar) as school_year,
        tm as term_code,
        d1 as start_date,
        d2 as end_date
    from terms
    where not coalesce({{ to_boolean('del') }}, false)

)

select * from final
