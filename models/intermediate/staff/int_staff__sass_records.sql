-- Grain: one row per person, place in scope and state job classification, as SASS tells it.

with

assignment_groups as (

    select * from {{ ref('int_staff__sass_groups') }}

),

identity as (

    select * from {{ ref('int_staff__identity') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}

),

code_roles as (

    select * from {{ ref('code_roles') }}

),

options as (

    select * from {{ ref('run_options') }}

),

final as (

    select
        concat_ws(
            '-',
            assignment_groups.staff_id,
            assignment_groups.org_id,
            assignment_groups.job_classification_code
        ) as record_key,
        assignment_groups.staff_id,
        orgs.reporting_lea,
        orgs.school_code as school_of_assignment,
        options.academic_year as academic_year_id,
        identity.seid,
        identity.local_staff_id,
        identity.legal_first_name as staff_legal_first_name,
        identity.legal_last_name as staff_legal_last_name,
        identity.birth_date as staff_birth_date,
        identity.gender_code as staff_gender_code,
        assignment_groups.job_classification_code as staff_job_classification_code,
        assignment_groups.summed_fte_percent,
        -- The field takes at most 199.9 (layout of 8.14); SASS0119 tells the sum that does not fit.
        cast(
            case
                when assignment_groups.summed_fte_percent > 199.9 then 199.9
                else assignment_groups.summed_fte_percent
            end as decimal(4, 1)
        ) as staff_job_classification_fte_percentage,
        {%- for place in range(1, 8) %}
        assignment_groups.nonclassroom_code_{{ place }}
            as non_classroom_based_job_assignment_code_{{ place }},
        {%- endfor %}
        assignment_groups.nonclassroom_codes,
        assignment_groups.is_in_effect_on_census_date,
        orgs.org_type,
        orgs.charter_funding_code,
        orgs.is_excluded as is_org_excluded,
        reported_roles.code is not null as is_job_class_reportable,
        teaching_roles.code is not null as is_teaching,
        coalesce(
            {{ span_covers('identity.employment_start_date', 'identity.employment_end_date',
                           'options.census_date') }},
            false
        ) as is_employed_on_census_date,
        identity.staff_id is null as is_staff_missing,
        coalesce(identity.is_staff_excluded, false) as is_staff_excluded,
        {{ joined_hits([
            'assignment_groups.code_hits',
            'coalesce(' ~ hits_on('identity.code_hits', ['staff_gender_code'])
            ~ ', ' ~ hits([]) ~ ')',
        ]) }} as value_hits
    from assignment_groups
    cross join options
    inner join orgs on assignment_groups.org_id = orgs.org_id
    left join identity
        on
            assignment_groups.staff_id = identity.staff_id
            and options.census_date = identity.reference_date
    left join code_roles as reported_roles
        on
            assignment_groups.job_classification_code = reported_roles.code
            and reported_roles.role = 'reported_staff'
    left join code_roles as teaching_roles
        on
            assignment_groups.job_classification_code = teaching_roles.code
            and teaching_roles.role = 'teacher'

)

select * from final
