-- Grain: one row per term of a school.

with

sessions as (

    select * from {{ ref('stg_sis__academic_sessions') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- The code is that of the first day; of a term without one, that without end.
final as (

    select
        sessions.session_id,
        sessions.org_id,
        terms.state_code as academic_term_code,
        sessions.term_code as local_term_code,
        cast(sessions.school_year as integer) as school_year,
        sessions.start_date,
        sessions.end_date
    from sessions
    left join state_codes as terms
        on {{ code_matches('terms', 'calpads.academic_term', 'sessions.term_code',
                           end_or_open('sessions.start_date')) }}

)

select * from final
