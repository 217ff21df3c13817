-- Grain: one row per SDIS record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__sdis_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sdis_selection') }}
    where exclusion_reason is null

),

spans as (

    select * from {{ ref('int_calpads__enrollment_spans') }}
    where is_effective

),

pairs as (

    select * from {{ ref('int_codes__combinations_in_year') }}
    where pair_set = 'student_offense.weapon_category'

),

options as (

    select * from {{ ref('run_options') }}

),

-- What must be equal on all rows of an incident (SDIS0094), and on those of a student (SDIS0251);
-- rows that are left out count as well.
compared as (

    select
        export_name,
        record_key,
        school_of_attendance,
        disciplinary_incident_id_local,
        student_id,
        {{ key_text([
            'disciplinary_incident_occurrence_date', 'incident_most_severe_offense_code'
        ]) }} as facts_of_incident,
        {{ key_text([
            'incident_disciplinary_action_taken_code',
            'disciplinary_action_authority_code',
            'incident_disciplinary_action_duration_days',
            'instructional_support',
            'disciplinary_action_modification_category_code',
            'removal_to_interim_alternative_setting_reason_code',
        ]) }} as facts_of_student
    from records

),

contradictions as (

    select
        export_name,
        record_key,
        min(facts_of_incident) over incident <> max(facts_of_incident) over incident
            as has_other_incident_facts,
        min(facts_of_student) over student <> max(facts_of_student) over student
            as has_other_student_facts
    from compared
    window
        incident as (partition by school_of_attendance, disciplinary_incident_id_local),
        student as (partition by school_of_attendance, disciplinary_incident_id_local, student_id)

),

enrolled as (

    select records.record_key
    from records
    inner join spans
        on
            records.student_id = spans.student_id
            and records.org_id = spans.org_id
            and {{ span_covers('spans.entry_date', 'spans.exit_date',
                               'records.disciplinary_incident_occurrence_date') }}
    group by records.record_key

),

selected as (

    select
        records.*,
        records.student_offense_code as offense_code,
        records.weapon_category_code as weapon_code,
        records.incident_disciplinary_action_taken_code as action_code,
        records.incident_disciplinary_action_duration_days as duration_days,
        records.disciplinary_action_modification_category_code as modification_code,
        records.removal_to_interim_alternative_setting_reason_code as removal_code,
        records.is_in_special_education
        and records.incident_disciplinary_action_taken_code <> '300' as is_removed_in_special,
        enrolled.record_key is not null as is_enrolled_at_school,
        pairs.is_allowed,
        contradictions.has_other_incident_facts,
        contradictions.has_other_student_facts,
        options.as_of_date
    from records
    cross join options
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    inner join contradictions
        on
            records.export_name = contradictions.export_name
            and records.record_key = contradictions.record_key
    left join enrolled on records.record_key = enrolled.record_key
    left join pairs
        on
            records.student_offense_code = pairs.first_code
            and records.weapon_category_code = pairs.second_code

),

final as (

    select
        export_name,
        record_key,

        -- FRMT0006 (4.20): duration must be 1-3 digits with at most two decimals.
        duration_days not between 0 and 999.99 as frmt0006,
        -- SDIS0009 (4.09, 4.10): only letters, digits, period, hyphen and apostrophe allowed.
        {{ has_other_than_name_characters('student_legal_first_name') }}
            as sdis0009__student_legal_first_name,
        {{ has_other_than_name_characters('student_legal_last_name') }}
            as sdis0009__student_legal_last_name,
        -- SDIS0091 (4.15, 4.17): offense and weapon must be an allowed pair; only the listed
        -- offenses go with a weapon.
        weapon_code is not null and offense_code is not null and not coalesce(is_allowed, false)
            as sdis0091,
        -- SDIS0093 (4.14): incident date may not be in the future.
        disciplinary_incident_occurrence_date > as_of_date as sdis0093,
        -- SDIS0094 (4.05, 4.06, 4.13, 4.14, 4.16): incident date and most severe offense must be
        -- equal on all rows of an incident.
        has_other_incident_facts as sdis0094,
        -- SDIS0095 (4.15, 4.17): offenses 100, 101, 103, 104, 105 require a weapon category.
        is_weapon_offense and weapon_code is null as sdis0095,
        -- SDIS0096 (4.14, 4.18, 4.20): special-education student with action other than 300
        -- requires duration days.
        is_removed_in_special and duration_days is null as sdis0096,
        -- SDIS0153 (4.14, 4.18, 4.19): the same requires the authority code.
        is_removed_in_special and disciplinary_action_authority_code is null as sdis0153,
        -- SDIS0154 (4.14, 4.18, 4.21): the same requires the support indicator.
        is_removed_in_special and instructional_support is null as sdis0154,
        -- SDIS0208 (4.18, 4.22): expulsion requires a modification code.
        action_code = '200' and modification_code is null as sdis0208,
        -- SDIS0245 (4.05, 4.14): student should be enrolled at the school on the incident date.
        not is_enrolled_at_school as sdis0245,
        -- SDIS0251 (4.05 to 4.07, 4.13, 4.18 to 4.23): action, authority, duration, support,
        -- modification and removal must be equal on all of a student's rows for an incident.
        has_other_student_facts as sdis0251,
        -- SDIS0289 (4.14, 4.20): special-education removal to an interim setting: duration at most
        -- 45 days.
        is_in_special_education and removal_code in ('1', '2') and duration_days > 45 as sdis0289,
        -- SDIS0290 (4.14, 4.15, 4.20): special-education student with offense 100, 103, 105, 200,
        -- 400, 401, 500, 503, 505 or 600 should have a removal reason.
        is_in_special_education
        and removal_code is null
        and offense_code in ('100', '103', '105', '200', '400', '401', '500', '503', '505', '600')
            as sdis0290,
        -- SDIS0291 (4.14, 4.18): action 300 with special education: removal reason blank or no
        -- removal.
        is_in_special_education and action_code = '300' and removal_code <> '3' as sdis0291,
        -- SDIS0292 (4.20, 4.21): duration above 10 days requires the support indicator.
        duration_days > 10 and instructional_support is null as sdis0292,
        -- SDIS0293 (4.20, 4.22): duration 0 requires modification 100 or 200.
        duration_days = 0 and coalesce(modification_code, '') not in ('100', '200') as sdis0293,

        -- The most severe offense of the incident is neither given nor the only state code.
        incident_most_severe_offense_code is null
        and local_incident_most_severe_offense_code is null as most_severe_offense_unknown
    from selected

)

select * from final
