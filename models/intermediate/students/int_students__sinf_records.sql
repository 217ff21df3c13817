-- Grain: one row per student with an enrollment in scope that touches the year, as SINF tells it.

with

spans as (

    select * from {{ ref('int_students__enrollment_spans') }}
    where is_in_scope and touches_year

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

anchors as (

    select * from {{ ref('int_students__anchors') }}
    where window_name = 'range'

),

effective_dates as (

    select * from {{ ref('int_students__sinf_effective_dates') }}

),

orgs as (

    select * from {{ ref('int_orgs__reporting') }}

),

identity as (

    select * from {{ ref('int_students__identity') }}

),

races as (

    select * from {{ ref('int_students__races') }}

),

households as (

    select * from {{ ref('int_students__households') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.4, tests 1 to 3: asked of all spans that make the student a candidate.
verdicts as (

    select
        student_id,
        bool_and(is_student_excluded) as is_student_excluded,
        bool_and(is_org_excluded) as is_school_excluded,
        bool_and(is_org_excluded or is_span_excluded) as is_enrollment_excluded
    from spans
    group by student_id

),

final as (

    select
        verdicts.student_id,
        effective_dates.effective_start_date,
        orgs.reporting_lea,
        orgs.school_code as school_of_attendance,
        options.academic_year as academic_year_id,
        identity.ssid,
        identity.local_student_id,
        identity.legal_first_name as student_legal_first_name,
        identity.legal_middle_name as student_legal_middle_name,
        identity.legal_last_name as student_legal_last_name,
        identity.name_suffix_code as student_legal_name_suffix_code,
        identity.alias_first_name as student_alias_first_name,
        identity.alias_middle_name as student_alias_middle_name,
        identity.alias_last_name as student_alias_last_name,
        identity.birth_date as student_birth_date,
        identity.gender_code as student_gender_code,
        identity.birth_city as student_birth_city,
        identity.birth_state_province_code as student_birth_state_province_code,
        identity.birth_country_code as student_birth_country_code,
        students.is_hispanic,
        students.is_hispanic is null as is_ethnicity_missing,
        races.race_1_code as student_race_1_code,
        races.race_2_code as student_race_2_code,
        races.race_3_code as student_race_3_code,
        races.race_4_code as student_race_4_code,
        races.race_5_code as student_race_5_code,
        races.race_1_code is null as is_race_missing,
        households.residential_address_line_1,
        households.residential_address_line_2,
        households.residential_address_city_name,
        households.residential_address_state_province_code,
        households.residential_address_zip_code,
        students.us_school_entry_date,
        students.us_school_under_three_years as is_under_three_years,
        households.parent_guardian_1_highest_education_level_code,
        households.guardian_1_first_name,
        households.guardian_1_last_name,
        households.guardian_2_first_name,
        households.guardian_2_last_name,
        -- Contract rule 15: the names that students go by leave only when a setting allows it.
        case when options.send_preferred_name then students.preferred_first_name end
            as student_preferred_first_name,
        case when options.send_preferred_name then students.preferred_last_name end
            as student_preferred_last_name,
        households.mailing_address_line_1,
        households.mailing_address_line_2,
        households.mailing_address_city_name,
        households.mailing_address_state_province_code,
        households.mailing_address_zip_code,
        households.parent_guardian_2_highest_education_level_code,
        anchors.entry_date,
        anchors.grade_level_code,
        coalesce(identity.is_birth_place_refused, false) as is_birth_place_refused,
        anchors.student_id is not null as is_enrolled_in_range,
        verdicts.is_student_excluded,
        verdicts.is_school_excluded,
        verdicts.is_enrollment_excluded,
        {{ joined_hits([
            'coalesce(effective_dates.date_hits, ' ~ hits([]) ~ ')',
            'identity.code_hits',
            'coalesce(races.race_hits, ' ~ hits([]) ~ ')',
            'households.household_hits',
        ]) }} as value_hits
    from verdicts
    cross join options
    inner join students on verdicts.student_id = students.student_id
    inner join identity
        on
            verdicts.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    inner join households on verdicts.student_id = households.student_id
    left join anchors on verdicts.student_id = anchors.student_id
    left join effective_dates on verdicts.student_id = effective_dates.student_id
    left join orgs on anchors.org_id = orgs.org_id
    left join races on verdicts.student_id = races.student_id

)

select * from final
