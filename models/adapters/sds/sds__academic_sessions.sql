-- Grain: one row per school and set of sessions that its classes name in sessionSourcedIds.

with

classes as (

    select * from {{ source('sds', 'classes') }}

),

academic_sessions as (

    select * from {{ source('sds', 'academicsessions') }}

),

class_sessions as (

    select
        sessionsourcedids,
        orgsourcedid
    from classes
    where sessionsourcedids is not null
    group by sessionsourcedids, orgsourcedid

),

named_sessions as (

    select
        sessionsourcedids,
        orgsourcedid,
        {{ words_in('sessionsourcedids', "','") }} as session_id
    from class_sessions

),

-- schoolYear may be the year in which a school year begins, so the year comes from the first day:
-- July 1 begins a school year (contract, academic_sessions.school_year is its ending year).
final as (

    select
        {{ key_text(['sessionsourcedids', 'orgsourcedid'], 'named_sessions') }} as session_id,
        named_sessions.orgsourcedid as org_id,
        cast({{ school_year_of('min(' ~ to_date('academic_sessions.startdate') ~ ')') }} as varchar)
            as school_year,
        string_agg(
            academic_sessions.title, ' + '
            order by academic_sessions.startdate, academic_sessions.title
        ) as term_code,
        min(academic_sessions.startdate) as start_date,
        max(academic_sessions.enddate) as end_date
    from named_sessions
    inner join academic_sessions on trim(named_sessions.session_id) = academic_sessions.sourcedid
    group by named_sessions.sessionsourcedids, named_sessions.orgsourcedid

)

select * from final
