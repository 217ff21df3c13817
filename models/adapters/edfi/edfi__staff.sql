-- Grain: one row per person of the staff.

with

staffs as (

    select * from {{ source('edfi', 'staffs') }}

),

employments as (

    select * from {{ source('edfi', 'staffeducationorganizationemploymentassociations') }}

),

codes as (

    select
        staffuniqueid,
        {{ json_items('identificationcodes') }} as code
    from staffs

),

-- Ed-Fi, StaffIdentificationSystem: State and District.
numbers as (

    select
        staffuniqueid,
        max({{ json_text('code', 'identificationCode') }}) filter (
            where {{ json_text('code', 'staffIdentificationSystemDescriptor') }} like '%#State'
        ) as state_number,
        max({{ json_text('code', 'identificationCode') }}) filter (
            where {{ json_text('code', 'staffIdentificationSystemDescriptor') }} like '%#District'
        ) as district_number
    from codes
    group by staffuniqueid

),

ranked_employments as (

    select
        *,
        {{ json_text('staffreference', 'staffUniqueId') }} as staff_id,
        row_number() over (
            partition by {{ json_text('staffreference', 'staffUniqueId') }}
            order by hiredate desc nulls last, employmentstatusdescriptor asc
        ) as recency
    from employments

),

employed as (

    select * from ranked_employments
    where recency = 1

),

final as (

    select
        staffs.staffuniqueid as staff_id,
        coalesce(numbers.district_number, staffs.staffuniqueid) as local_staff_id,
        numbers.state_number as seid,
        staffs.firstname as legal_first_name,
        staffs.middlename as legal_middle_name,
        staffs.lastsurname as legal_last_name,
        staffs.birthdate as birth_date,
        staffs.sexdescriptor as gender_code,
        staffs.hispaniclatinoethnicity as is_hispanic,
        {{ json_text('staffs.races', '[0].raceDescriptor') }} as race_code_1,
        {{ json_text('staffs.races', '[1].raceDescriptor') }} as race_code_2,
        {{ json_text('staffs.races', '[2].raceDescriptor') }} as race_code_3,
        {{ json_text('staffs.races', '[3].raceDescriptor') }} as race_code_4,
        {{ json_text('staffs.races', '[4].raceDescriptor') }} as race_code_5,
        staffs.highestcompletedlevelofeducationdescriptor as highest_degree_code,
        employed.employmentstatusdescriptor as employment_status_code,
        employed.hiredate as employment_start_date,
        employed.enddate as employment_end_date,
        staffs._lastmodifieddate as updated_at
    from staffs
    left join numbers on staffs.staffuniqueid = numbers.staffuniqueid
    left join employed on staffs.staffuniqueid = employed.staff_id

)

select * from final
