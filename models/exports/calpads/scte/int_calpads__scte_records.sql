-- Grain: one row per student, school and pathway of the year, as SCTE would send it.

with

pathways as (

    select * from {{ ref('stg_sis__student_cte_pathways') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}
    where is_in_scope

),

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_counting

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

identity as (

    select * from {{ ref('int_calpads__student_identity') }}

),

current_students as (

    select * from {{ ref('int_calpads__current_students') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'scte'

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

options as (

    select * from {{ ref('run_options') }}

),

enrolled as (

    select
        student_id,
        org_id
    from spans
    where overlaps_academic_year
    group by student_id, org_id

),

final as (

    select
        'scte' as export_name,
        {{ key_text([
            'pathways.student_id', 'pathways.org_id', 'pathways.pathway_code'
        ]) }} as record_key,
        pathways.student_id,
        pathways.org_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        concat_ws('-', pathways.student_id, pathways.org_id, pathways.pathway_code)
            as local_record_id,
        orgs.reporting_lea,
        orgs.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        codes.state_code as cte_pathway_code,
        case when pathways.is_completed then options.academic_year end
            as cte_pathway_completion_academic_year_id,

        -- local codes of fields, and what is wrong with them
        identity.local_gender_code as local_student_gender_code,
        pathways.pathway_code as local_cte_pathway_code,
        identity.gender_code_finding as student_gender_code_finding,
        {{ code_finding('codes', 'pathways.pathway_code') }} as cte_pathway_code_finding,

        -- facts for the selection
        coalesce(pathways.is_completed, false) as is_completed,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        orgs.is_excluded as is_school_excluded,
        orgs.org_type in ('nonpublic_school', 'private_school') as is_nonpublic_school,
        enrolled.student_id is not null as is_enrolled_at_school,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted
    from pathways
    cross join options
    inner join orgs on pathways.org_id = orgs.org_id
    left join enrolled
        on
            pathways.student_id = enrolled.student_id
            and pathways.org_id = enrolled.org_id
    left join students on pathways.student_id = students.student_id
    left join identity
        on
            pathways.student_id = identity.student_id
            and options.year_reference_date = identity.reference_date
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.cte_pathway', 'pathways.pathway_code',
                           'options.year_reference_date') }}
    left join current_students on pathways.student_id = current_students.student_id
    left join submitted on pathways.student_id = submitted.subject_key
    where pathways.school_year = options.school_year

)

select * from final
