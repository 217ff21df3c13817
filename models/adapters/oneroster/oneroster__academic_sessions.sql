-- Grain: one row per school and set of sessions that its classes name in termSourcedIds: a class of
-- both semesters is in a session of both, from the first day of the first to the end of the last.

with

classes as (

    select * from {{ source('oneroster', 'classes') }}

),

academic_sessions as (

    select * from {{ source('oneroster', 'academicsessions') }}

),

class_terms as (

    select
        termsourcedids,
        schoolsourcedid
    from classes
    where termsourcedids is not null and coalesce(status, '') <> 'tobedeleted'
    group by termsourcedids, schoolsourcedid

),

named_terms as (

    select
        termsourcedids,
        schoolsourcedid,
        {{ words_in('termsourcedids', "','") }} as term_id
    from class_terms

),

-- OneRoster has sessions of no school: each school of a class gets its own. OneRoster CSV Tables,
-- academicSessions.csv: the endDate is exclusive.
final as (

    select
        {{ key_text(['termsourcedids', 'schoolsourcedid'], 'named_terms') }} as session_id,
        named_terms.schoolsourcedid as org_id,
        max(academic_sessions.schoolyear) as school_year,
        string_agg(
            academic_sessions.title, ' + '
            order by academic_sessions.startdate, academic_sessions.title
        ) as term_code,
        min(academic_sessions.startdate) as start_date,
        {{ day_before('max(academic_sessions.enddate)') }} as end_date
    from named_terms
    inner join academic_sessions on trim(named_terms.term_id) = academic_sessions.sourcedid
    where coalesce(academic_sessions.status, '') <> 'tobedeleted'
    group by named_terms.termsourcedids, named_terms.schoolsourcedid

)

select * from final
