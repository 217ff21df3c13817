-- Grain: one row per school, year and term.

with

sessions as (

    select * from {{ source('edfi_ods', 'session') }}

),

descriptors as (

    select * from {{ ref('int_edfi_ods__descriptors') }}

),

final as (

    select
        {{ key_text(['schoolid', 'schoolyear', 'sessionname'], 'sessions') }} as session_id,
        sessions.schoolid as org_id,
        sessions.schoolyear as school_year,
        terms.descriptor as term_code,
        sessions.begindate as start_date,
        sessions.enddate as end_date,
        sessions.lastmodifieddate as updated_at
    from sessions
    left join descriptors as terms on sessions.termdescriptorid = terms.descriptor_id

)

select * from final
