-- Grain: one row per program span of the year and school (null: none), as SPRG would send it.

with

coded as (

    select * from {{ ref('int_programs__coded_spans') }}

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
    where export_name = 'sprg'

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}
    where pair_set = 'education_program.membership_category'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Mapping of 3.15 to 3.24: meal programs live within the year, and the facts of a special program
-- stand beside that program alone.
final as (

    select
        'sprg' as export_name,
        coded.record_key,
        coded.student_program_id,
        coded.student_id,
        coded.org_id,

        -- fields of the layout; the record id is a label for people, which two rows may share (D13)
        coded.student_program_id
        || case when coded.is_school_derived then '-' || coded.org_id else '' end
            as local_record_id,
        coded.reporting_lea,
        coded.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_last_name as student_legal_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        coded.state_program_code as education_program_code,
        coded.state_membership_code as education_program_membership_code,
        case
            when coded.is_meal and coded.start_date < options.year_start_date
                then options.year_start_date
            else coded.start_date
        end as education_program_membership_start_date,
        case
            when coded.is_meal and coded.end_date > options.year_end_date
                then
                    case
                        when options.year_end_date <= options.as_of_date then options.year_end_date
                    end
            when coded.end_date <= options.as_of_date then coded.end_date
        end as education_program_membership_end_date,
        case
            when coded.is_targeted
                then coalesce({{ year_label('coded.service_school_year') }}, options.academic_year)
        end as education_service_academic_year,
        case when coded.is_targeted then coded.state_service_code end as education_service_code,
        case when coded.is_academy then coded.partnership_academy_id end
            as california_partnership_academy_id,
        case when coded.is_migrant then coded.migrant_student_id end as migrant_student_id,
        case when coded.is_homeless then coded.state_dwelling_code end
            as homeless_dwelling_type_code,
        case when coded.is_homeless then coded.is_unaccompanied_youth end as is_unaccompanied_youth,

        -- local codes and values of fields, and what is wrong with the codes that are shown
        identity.local_gender_code as local_student_gender_code,
        coded.program_code as local_education_program_code,
        coded.membership_code as local_education_program_membership_code,
        coded.service_code as local_education_service_code,
        coded.partnership_academy_id as local_california_partnership_academy_id,
        coded.migrant_student_id as local_migrant_student_id,
        coded.homeless_dwelling_code as local_homeless_dwelling_type_code,
        identity.gender_code_finding as student_gender_code_finding,
        coded.program_code_finding as education_program_code_finding,
        coded.membership_code_finding as education_program_membership_code_finding,
        case when coded.is_targeted then coded.service_code_finding end
            as education_service_code_finding,
        case when coded.is_homeless then coded.dwelling_code_finding end
            as homeless_dwelling_type_code_finding,

        -- facts for selection, rules and findings
        coded.state_program_code || ' with ' || coded.state_membership_code
            as program_and_membership,
        coded.is_academy,
        coded.is_homeless,
        coded.is_meal,
        coded.is_migrant,
        coded.is_targeted,
        students.student_id is null as is_student_missing,
        coalesce(students.exclude_from_state_reporting, false) as is_student_excluded,
        coded.is_school_excluded,
        coded.is_enrolled_at_school,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted,
        coded.is_kindergartner,
        coalesce(pairs.is_allowed, true) as is_membership_pair,
        coalesce({{ spans_overlap(
            'coded.start_date', 'coded.end_date',
            'options.start_date', 'options.end_date'
        ) }}, false) as overlaps_date_range,
        coded.end_date
    from coded
    cross join options
    left join students on coded.student_id = students.student_id
    left join identity
        on
            coded.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    left join current_students on coded.student_id = current_students.student_id
    left join submitted on coded.student_id = submitted.subject_key
    left join pairs
        on
            coded.state_program_code = pairs.first_code
            and coded.state_membership_code = pairs.second_code

)

select * from final
