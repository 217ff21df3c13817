-- Grain: one row per student, organization, program and first day.

with

any_program as (

    select * from {{ source('edfi', 'studentprogramassociations') }}

),

special_education as (

    select * from {{ source('edfi', 'studentspecialeducationprogramassociations') }}

),

title_i as (

    select * from {{ source('edfi', 'studenttitleipartaprogramassociations') }}

),

meals as (

    select * from {{ source('edfi', 'studentschoolfoodserviceprogramassociations') }}

),

homeless as (

    select * from {{ source('edfi', 'studenthomelessprogramassociations') }}

),

migrant as (

    select * from {{ source('edfi', 'studentmigranteducationprogramassociations') }}

),

language_instruction as (

    select * from {{ source('edfi', 'studentlanguageinstructionprogramassociations') }}

),

associations as (

    select
        studentreference,
        educationorganizationreference,
        programreference,
        begindate,
        enddate,
        _lastmodifieddate
    from any_program
    union all
    select
        studentreference,
        educationorganizationreference,
        programreference,
        begindate,
        enddate,
        _lastmodifieddate
    from special_education
    union all
    select
        studentreference,
        educationorganizationreference,
        programreference,
        begindate,
        enddate,
        _lastmodifieddate
    from title_i
    union all
    select
        studentreference,
        educationorganizationreference,
        programreference,
        begindate,
        enddate,
        _lastmodifieddate
    from meals
    union all
    select
        studentreference,
        educationorganizationreference,
        programreference,
        begindate,
        enddate,
        _lastmodifieddate
    from homeless
    union all
    select
        studentreference,
        educationorganizationreference,
        programreference,
        begindate,
        enddate,
        _lastmodifieddate
    from migrant
    union all
    select
        studentreference,
        educationorganizationreference,
        programreference,
        begindate,
        enddate,
        _lastmodifieddate
    from language_instruction

),

named as (

    select
        *,
        {{ json_text('studentreference', 'studentUniqueId') }} as student_id,
        {{ json_text('educationorganizationreference', 'educationOrganizationId') }} as org_id,
        {{ json_text('programreference', 'programName') }} as program_code
    from associations

),

final as (

    select
        {{ key_text(['student_id', 'org_id', 'program_code', 'begindate']) }} as student_program_id,
        student_id,
        org_id,
        program_code,
        begindate as start_date,
        enddate as end_date,
        _lastmodifieddate as updated_at
    from named

)

select * from final
