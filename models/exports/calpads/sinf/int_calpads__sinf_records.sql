-- Grain: one row per student with an enrollment in scope in the year, as SINF would send it.

with

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_in_scope and overlaps_academic_year

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

representatives as (

    select * from {{ ref('int_calpads__representative_enrollments') }}
    where window_name = 'range'

),

effective_dates as (

    select * from {{ ref('int_calpads__sinf_effective_dates') }}

),

orgs as (

    select * from {{ ref('int_orgs__in_scope') }}

),

identity as (

    select * from {{ ref('int_calpads__student_identity') }}

),

races as (

    select * from {{ ref('int_calpads__sinf_races') }}

),

households as (

    select * from {{ ref('int_calpads__sinf_households') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.4, tests 1 to 3: asked of all spans that make the student a candidate.
scopes as (

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
        'sinf' as export_name,
        {{ key_text(['scopes.student_id']) }} as record_key,
        scopes.student_id,

        -- fields of the layout
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

        -- local codes of fields, and what is wrong with them
        identity.local_name_suffix_code as local_student_legal_name_suffix_code,
        identity.local_gender_code as local_student_gender_code,
        identity.local_birth_state_province_code as local_student_birth_state_province_code,
        identity.local_birth_country_code as local_student_birth_country_code,
        {%- for place in range(1, 6) %}
        students.race_code_{{ place }} as local_student_race_{{ place }}_code,
        races.race_{{ place }}_code_finding as student_race_{{ place }}_code_finding,
        {%- endfor %}
        identity.name_suffix_code_finding as student_legal_name_suffix_code_finding,
        identity.gender_code_finding as student_gender_code_finding,
        identity.birth_state_province_code_finding as student_birth_state_province_code_finding,
        identity.birth_country_code_finding as student_birth_country_code_finding,
        {%- for field in (
            'residential_address_state_province_code', 'mailing_address_state_province_code',
            'parent_guardian_1_highest_education_level_code',
            'parent_guardian_2_highest_education_level_code',
        ) %}
        households.local_{{ field }},
        households.{{ field }}_finding,
        {%- endfor %}

        -- facts for selection, rules and findings
        effective_dates.demographics_start_date,
        coalesce(effective_dates.is_effective_date_moved, false) as is_effective_date_moved,
        representatives.entry_date,
        representatives.exit_date,
        representatives.grade_level_code,
        {{ age_on('identity.birth_date', 'effective_dates.effective_start_date') }} as age_at_start,
        coalesce(identity.is_birth_place_refused, false) as is_birth_place_refused,
        identity.birth_state_and_country,
        representatives.student_id is not null as is_enrolled_in_range,
        scopes.is_student_excluded,
        scopes.is_school_excluded,
        scopes.is_enrollment_excluded
    from scopes
    cross join options
    inner join students on scopes.student_id = students.student_id
    inner join identity
        on
            scopes.student_id = identity.student_id
            and options.range_reference_date = identity.reference_date
    inner join households on scopes.student_id = households.student_id
    left join representatives on scopes.student_id = representatives.student_id
    left join effective_dates on scopes.student_id = effective_dates.student_id
    left join orgs on representatives.org_id = orgs.org_id
    left join races on scopes.student_id = races.student_id

)

select * from final
