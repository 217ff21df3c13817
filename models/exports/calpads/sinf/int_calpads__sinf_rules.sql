-- Grain: one row per SINF record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.
-- SINF0045, SINF0046, SINF0066, SINF0067 and SINF0116 cannot be broken: the fields follow from one
-- another.

with

records as (

    select * from {{ ref('int_calpads__sinf_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sinf_selection') }}
    where exclusion_reason is null

),

domestic_births as (

    select * from {{ ref('code_roles') }}
    where role = 'domestic_birth'

),

options as (

    select * from {{ ref('run_options') }}

),

selected as (

    select
        records.*,
        domestic_births.code is not null as is_domestic_birth,
        options.as_of_date,
        options.year_end_date,
        {{ months_later('options.as_of_date', 6) }} as latest_us_school_entry,
        coalesce(
            records.residential_address_line_1,
            records.residential_address_city_name,
            records.residential_address_state_province_code,
            records.residential_address_zip_code
        ) is not null as has_residential_address,
        records.residential_address_line_1 is not null
        and records.residential_address_city_name is not null
        and records.residential_address_state_province_code is not null
        and records.residential_address_zip_code is not null as has_whole_residential_address,
        coalesce(
            records.mailing_address_line_1,
            records.mailing_address_city_name,
            records.mailing_address_state_province_code,
            records.mailing_address_zip_code
        ) is not null as has_mailing_address,
        records.mailing_address_line_1 is not null
        and records.mailing_address_city_name is not null
        and records.mailing_address_state_province_code is not null
        and records.mailing_address_zip_code is not null as has_whole_mailing_address,
        coalesce(
            records.guardian_1_first_name,
            records.guardian_1_last_name,
            records.parent_guardian_1_highest_education_level_code
        ) is not null as has_guardian_1,
        coalesce(records.guardian_1_first_name, records.guardian_1_last_name) is null
        and coalesce(
            records.guardian_2_first_name,
            records.guardian_2_last_name,
            records.parent_guardian_2_highest_education_level_code
        ) is not null as is_guardian_1_needed
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    cross join options
    left join domestic_births on records.student_birth_country_code = domestic_births.code

),

final as (

    select
        export_name,
        record_key,

        -- GERR0001 (2.22): the country of birth is required; not of infants, toddlers and pupils of
        -- private schools.
        student_birth_country_code is null
        and school_of_attendance <> '0000002'
        and coalesce(grade_level_code, '') not in ('IN', 'TD')
            as gerr0001__student_birth_country_code,
        -- GERR0005 (2.04): the values take effect within the enrollment.
        effective_start_date > exit_date as gerr0005,
        -- SINF0009 (2.11 to 2.20, 2.39 to 2.44): only letters, digits, period, hyphen, apostrophe
        -- and forward slash allowed.
        {{ has_other_than_name_characters('student_legal_first_name', also='/') }}
            as sinf0009__student_legal_first_name,
        {{ has_other_than_name_characters('student_legal_middle_name', also='/') }}
            as sinf0009__student_legal_middle_name,
        {{ has_other_than_name_characters('student_legal_last_name', also='/') }}
            as sinf0009__student_legal_last_name,
        {{ has_other_than_name_characters('student_alias_first_name', also='/') }}
            as sinf0009__student_alias_first_name,
        {{ has_other_than_name_characters('student_alias_middle_name', also='/') }}
            as sinf0009__student_alias_middle_name,
        {{ has_other_than_name_characters('student_alias_last_name', also='/') }}
            as sinf0009__student_alias_last_name,
        {{ has_other_than_name_characters('student_birth_city', also='/') }}
            as sinf0009__student_birth_city,
        {{ has_other_than_name_characters('guardian_1_first_name', also='/') }}
            as sinf0009__guardian_1_first_name,
        {{ has_other_than_name_characters('guardian_1_last_name', also='/') }}
            as sinf0009__guardian_1_last_name,
        {{ has_other_than_name_characters('guardian_2_first_name', also='/') }}
            as sinf0009__guardian_2_first_name,
        {{ has_other_than_name_characters('guardian_2_last_name', also='/') }}
            as sinf0009__guardian_2_last_name,
        {{ has_other_than_name_characters('student_preferred_first_name', also='/') }}
            as sinf0009__student_preferred_first_name,
        {{ has_other_than_name_characters('student_preferred_last_name', also='/') }}
            as sinf0009__student_preferred_last_name,
        -- SINF0010 (2.15, 2.17): alias last name filled requires alias first name.
        student_alias_first_name is null and student_alias_last_name is not null as sinf0010,
        -- SINF0011 (2.15, 2.17): alias first name filled requires alias last name.
        student_alias_last_name is null and student_alias_first_name is not null as sinf0011,
        -- SINF0013 (2.18): start date must be later than birth date.
        student_birth_date >= entry_date as sinf0013,
        -- SINF0036 (2.21, 2.22): birth state and birth country must be an allowed pair.
        is_birth_place_refused as sinf0036,
        -- SINF0049 (2.31): line 1 needed when any other residential part is filled.
        residential_address_line_1 is null and has_residential_address as sinf0049,
        -- SINF0050 (2.31 to 2.35): line 2 only with a complete address.
        residential_address_line_2 is not null and not has_whole_residential_address as sinf0050,
        -- SINF0051 (2.33): city needed when line 1, state or zip is filled.
        residential_address_city_name is null and has_residential_address as sinf0051,
        -- SINF0052 (2.34): state needed when line 1, city or zip is filled.
        residential_address_state_province_code is null and has_residential_address as sinf0052,
        -- SINF0053 (2.35): zip needed when line 1, city or state is filled.
        residential_address_zip_code is null and has_residential_address as sinf0053,
        -- SINF0059 (2.18, 2.36): initial US school date must be after birth.
        us_school_entry_date <= student_birth_date as sinf0059,
        -- SINF0060 (2.36): initial US school date at most six months after today.
        us_school_entry_date > latest_us_school_entry as sinf0060,
        -- SINF0061 (2.22, 2.37): birth country not US, PR, UU or blank requires the indicator.
        student_birth_country_code is not null
        and not is_domestic_birth
        and is_under_three_years is null as sinf0061,
        -- SINF0064 (2.04, 2.08): effective start must fall in the reported year.
        effective_start_date > year_end_date as sinf0064,
        -- SINF0262 (2.04, 2.18): kindergartner should be aged 4 to 7.
        grade_level_code = 'KN' and age_at_start not between 4 and 7 as sinf0262,
        -- SINF0453 (2.38 to 2.40): guardian 1 first name, last name and level: all or none.
        guardian_1_first_name is null and has_guardian_1 as sinf0453__guardian_1_first_name,
        guardian_1_last_name is null and has_guardian_1 as sinf0453__guardian_1_last_name,
        parent_guardian_1_highest_education_level_code is null and has_guardian_1
            as sinf0453__parent_guardian_1_highest_education_level_code,
        -- SINF0635 (2.39 to 2.42, 2.50): guardian 2 first and last name both or none, and nothing
        -- of guardian 2 without a name of guardian 1; the level may be missing (question 35).
        is_guardian_1_needed as sinf0635__guardian_1_first_name,
        guardian_2_first_name is null and guardian_2_last_name is not null
            as sinf0635__guardian_2_first_name,
        guardian_2_last_name is null and guardian_2_first_name is not null
            as sinf0635__guardian_2_last_name,

        -- Question 36: both missing indicators satisfy the state (SENR0661F1) and are reported.
        is_ethnicity_missing and is_race_missing as ethnicity_and_race_missing,
        -- As SINF0049 to SINF0053, without a number of the state.
        mailing_address_line_1 is null and has_mailing_address
            as mailing_address_incomplete__mailing_address_line_1,
        mailing_address_line_2 is not null and not has_whole_mailing_address
            as mailing_address_incomplete__mailing_address_line_2,
        mailing_address_city_name is null and has_mailing_address
            as mailing_address_incomplete__mailing_address_city_name,
        mailing_address_state_province_code is null and has_mailing_address
            as mailing_address_incomplete__mailing_address_state_province_code,
        mailing_address_zip_code is null and has_mailing_address
            as mailing_address_incomplete__mailing_address_zip_code,
        -- 2.36: in school before the calendar year in which the student turned four (2018 form).
        us_school_entry_date > student_birth_date
        and year(us_school_entry_date) - year(student_birth_date) < 4 as us_school_entry_too_young,
        -- 2.04: the day gave way to the first day of the enrollment in the year, or has not come.
        is_effective_date_moved as effective_date_moved,
        effective_start_date > as_of_date as effective_date_ahead
    from selected

)

select * from final
