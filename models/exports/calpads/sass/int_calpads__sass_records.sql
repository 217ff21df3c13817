-- Grain: one row per person, place in scope and state job classification, as SASS would send it.

with

assignments as (

    select * from {{ ref('int_staff__assignments') }}
    where is_in_scope

),

staff as (

    select * from {{ ref('stg_sis__staff') }}

),

single_assignments as (

    select * from {{ ref('int_staff__single_assignments') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}

),

code_roles as (

    select * from {{ ref('code_roles') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of 8.14, contract rule 12; without any share that of the person stands in for the group.
summed as (

    select
        assignments.staff_id,
        assignments.org_id,
        assignments.job_classification_code,
        cast(
            coalesce(
                sum(assignments.fte_percent) filter (
                    where assignments.is_in_effect_on_census_date
                ),
                max(single_assignments.fte_percent) filter (
                    where assignments.is_in_effect_on_census_date
                )
            ) as decimal(6, 1)
        ) as known_fte_percent,
        bool_or(assignments.is_in_effect_on_census_date and assignments.is_fte_percent_unread)
            as is_sum_unreadable,
        bool_or(assignments.is_in_effect_on_census_date) as is_in_effect_on_census_date
    from assignments
    left join single_assignments on assignments.staff_id = single_assignments.staff_id
    group by assignments.staff_id, assignments.org_id, assignments.job_classification_code

),

-- Mapping of 8.15 to 8.21: the largest share first, then the code.
ranked as (

    select
        staff_id,
        org_id,
        job_classification_code,
        nonclassroom_code,
        row_number() over (
            partition by staff_id, org_id, job_classification_code
            order by coalesce(sum(fte_percent), 0) desc, nonclassroom_code asc
        ) as place
    from assignments
    where is_in_effect_on_census_date and nonclassroom_code is not null
    group by staff_id, org_id, job_classification_code, nonclassroom_code

),

-- Up to seven codes have a place in the layout; what they say together holds of all of them.
job_codes as (

    select
        ranked.staff_id,
        ranked.org_id,
        ranked.job_classification_code,
        {%- for place in range(1, 8) %}
        max(case when ranked.place = {{ place }} then ranked.nonclassroom_code end)
            as non_classroom_based_job_assignment_code_{{ place }},
        {%- endfor %}
        max(ranked.place) as nonclassroom_codes,
        bool_or(leave_roles.code is not null) as is_on_leave,
        bool_or(office_roles.code is not null) as is_superintendent,
        min(ranked.nonclassroom_code) filter (where not allowed.is_allowed) as refused_code
    from ranked
    left join pairs as allowed
        on {{ is_pair('allowed', 'non_classroom_assignment.job_classification',
                      'ranked.nonclassroom_code', 'ranked.job_classification_code') }}
    left join code_roles as leave_roles
        on ranked.nonclassroom_code = leave_roles.code and leave_roles.role = 'on_leave'
    left join code_roles as office_roles
        on ranked.nonclassroom_code = office_roles.code and office_roles.role = 'lea_office'
    group by ranked.staff_id, ranked.org_id, ranked.job_classification_code

),

final as (

    select
        'sass' as export_name,
        {{ key_text(['summed.staff_id', 'summed.org_id', 'summed.job_classification_code']) }}
            as record_key,
        summed.staff_id,
        summed.org_id,
        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        concat_ws('-', summed.staff_id, summed.org_id, summed.job_classification_code)
            as local_record_id,
        orgs.reporting_lea,
        orgs.school_code as school_of_assignment,
        options.academic_year as academic_year_id,
        staff.seid,
        staff.local_staff_id,
        staff.legal_first_name as staff_legal_first_name,
        staff.legal_last_name as staff_legal_last_name,
        staff.birth_date as staff_birth_date,
        genders.state_code as staff_gender_code,
        summed.job_classification_code as staff_job_classification_code,
        -- The field takes at most 199.9 (layout of 8.14); SASS0119 shows the sum that does not fit.
        case
            when summed.is_sum_unreadable then null
            when summed.known_fte_percent > 199.9 then 199.9
            else cast(summed.known_fte_percent as decimal(4, 1))
        end as staff_job_classification_fte_percentage,
        {%- for place in range(1, 8) %}
        job_codes.non_classroom_based_job_assignment_code_{{ place }},
        {%- endfor %}
        -- local code of a field, and what is wrong with it; assignments have codes of their own
        staff.gender_code as local_staff_gender_code,
        {{ code_finding('genders', 'staff.gender_code') }} as staff_gender_code_finding,
        case when summed.is_sum_unreadable then 'sum_unreadable' end
            as staff_job_classification_fte_percentage_finding,
        cast(null as string) as local_staff_job_classification_fte_percentage,
        -- facts for selection, rules and findings
        case when summed.is_sum_unreadable then null else summed.known_fte_percent end
            as summed_fte_percent,
        coalesce(job_codes.nonclassroom_codes, 0) as nonclassroom_codes,
        job_codes.refused_code || ' with ' || summed.job_classification_code as refused_assignment,
        orgs.org_type,
        orgs.charter_funding_code,
        coalesce(job_codes.is_on_leave, false) as is_on_leave,
        coalesce(job_codes.is_superintendent, false) as is_superintendent,
        reported_roles.code is not null as is_job_class_reportable,
        teaching_roles.code is not null as is_teaching,
        summed.is_in_effect_on_census_date,
        staff.staff_id is not null
        and {{ span_covers('staff.employment_start_date', 'staff.employment_end_date',
                           'options.census_date') }} as is_employed_on_census_date,
        staff.staff_id is null as is_staff_missing,
        coalesce(staff.exclude_from_state_reporting, false) as is_staff_excluded,
        orgs.is_excluded as is_school_excluded
    from summed
    cross join options
    inner join orgs on summed.org_id = orgs.org_id
    left join job_codes
        on
            summed.staff_id = job_codes.staff_id
            and summed.org_id = job_codes.org_id
            and summed.job_classification_code = job_codes.job_classification_code
    left join staff on summed.staff_id = staff.staff_id
    left join state_codes as genders
        on {{ code_matches('genders', 'calpads.gender', 'staff.gender_code',
                           'options.census_date') }}
    left join code_roles as reported_roles
        on
            summed.job_classification_code = reported_roles.code
            and reported_roles.role = 'reported_staff'
    left join code_roles as teaching_roles
        on summed.job_classification_code = teaching_roles.code and teaching_roles.role = 'teacher'

)

select * from final
