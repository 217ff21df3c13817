-- Grain: one row per SASS record: the state's SASS rules that it breaks.

with

records as (

    select * from {{ ref('int_staff__sass_records') }}

),

codes as (

    select * from {{ ref('int_staff__assignment_codes') }}

),

pairs as (

    select * from {{ ref('int_codes__pairs_in_year') }}

),

code_roles as (

    select * from {{ ref('code_roles') }}

),

-- What the assignment codes of a record say together, those beyond the seventh place included.
told as (

    select
        concat_ws('-', codes.staff_id, codes.org_id, codes.job_classification_code) as record_key,
        bool_or(leave_roles.code is not null) as is_on_leave,
        bool_or(office_roles.code is not null) as is_superintendent,
        min(codes.nonclassroom_code) filter (where not allowed.is_allowed) as refused_code
    from codes
    left join pairs as allowed
        on {{ is_pair('allowed', 'non_classroom_assignment.job_classification',
                      'codes.nonclassroom_code', 'codes.job_classification_code') }}
    left join code_roles as leave_roles
        on
            codes.nonclassroom_code = leave_roles.code
            and leave_roles.role = 'on_leave'
    left join code_roles as office_roles
        on
            codes.nonclassroom_code = office_roles.code
            and office_roles.role = 'lea_office'
    group by codes.staff_id, codes.org_id, codes.job_classification_code

),

joined as (

    select
        records.*,
        coalesce(told.is_on_leave, false) as is_on_leave,
        coalesce(told.is_superintendent, false) as is_superintendent,
        told.refused_code,
        nonclassroom_roles.code is not null as needs_nonclassroom_code
    from records
    left join told on records.record_key = told.record_key
    left join code_roles as nonclassroom_roles
        on
            records.staff_job_classification_code = nonclassroom_roles.code
            and nonclassroom_roles.role = 'nonclassroom_staff'

),

final as (

    select
        record_key,
        is_on_leave,
        {{ hits(sass_rules()) }} as rule_hits
    from joined

)

select * from final
