-- Grain: one row per student: what the organization said last that has the student.

with

associations as (

    select * from {{ source('edfi', 'studenteducationorganizationassociations') }}

),

ranked as (

    select
        *,
        {{ json_text('studentreference', 'studentUniqueId') }} as student_id,
        row_number() over (
            partition by {{ json_text('studentreference', 'studentUniqueId') }}
            order by
                _lastmodifieddate desc nulls last,
                {{ json_text('educationorganizationreference', 'educationOrganizationId') }}
        ) as recency
    from associations

),

latest as (

    select * from ranked
    where recency = 1

),

-- Ed-Fi, StudentIdentificationSystem: State and District.
codes as (

    select
        student_id,
        {{ json_items('studentidentificationcodes') }} as code
    from latest

),

numbers as (

    select
        student_id,
        max({{ json_text('code', 'identificationCode') }}) filter (
            where {{ json_text('code', 'studentIdentificationSystemDescriptor') }} like '%#State'
        ) as state_number,
        max({{ json_text('code', 'identificationCode') }}) filter (
            where {{ json_text('code', 'studentIdentificationSystemDescriptor') }} like '%#District'
        ) as district_number
    from codes
    group by student_id

),

-- Ed-Fi, LanguageUse: Home language.
used_languages as (

    select
        student_id,
        {{ json_items('languages') }} as item
    from latest

),

home_languages as (

    select
        student_id,
        min({{ json_text('item', 'languageDescriptor') }}) as language_code
    from used_languages
    where item like '%#Home language"%'
    group by student_id

),

final as (

    select
        latest.student_id,
        numbers.state_number,
        numbers.district_number,
        home_languages.language_code,
        latest.sexdescriptor as sex_code,
        latest.hispaniclatinoethnicity as is_hispanic,
        latest.races,
        {{ json_text('latest.electronicmails', '[0].electronicMailAddress') }}
            as email,
        {{ json_text('latest.telephones', '[0].telephoneNumber') }} as phone
    from latest
    left join numbers on latest.student_id = numbers.student_id
    left join home_languages on latest.student_id = home_languages.student_id

)

select * from final
