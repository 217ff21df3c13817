-- Grain: one row per school, year and term.

with

sessions as (

    select * from {{ source('edfi', 'sessions') }}

),

named as (

    select
        *,
        {{ json_text('schoolreference', 'schoolId') }} as org_id,
        {{ json_text('schoolyeartypereference', 'schoolYear') }} as school_year
    from sessions

),

final as (

    select
        {{ key_text(['org_id', 'school_year', 'sessionname']) }} as session_id,
        org_id,
        school_year,
        termdescriptor as term_code,
        begindate as start_date,
        enddate as end_date,
        _lastmodifieddate as updated_at
    from named

)

select * from final
