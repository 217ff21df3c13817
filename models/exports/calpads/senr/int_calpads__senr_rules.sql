-- Grain: one row per export and SENR record that is selected, with one boolean per rule.
-- True: the record breaks the rule. Null: the rule does not apply, which counts as not broken.

with

records as (

    select * from {{ ref('int_calpads__senr_records') }}

),

selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where exclusion_reason is null

),

history as (

    select * from {{ ref('int_calpads__senr_history') }}

),

options as (

    select * from {{ ref('run_options') }}

),

selected as (

    select
        records.*,
        records.enrollment_start_date as start_date,
        records.enrollment_exit_date as exit_date,
        records.enrollment_status_code as status,
        records.grade_level_code as grade,
        records.student_exit_reason_code as exit_reason,
        records.student_school_completion_status as completion,
        {{ age_on('records.student_birth_date', 'records.enrollment_exit_date') }} as age_at_exit,
        month(records.enrollment_exit_date) * 100 + day(records.enrollment_exit_date) as exit_mmdd,
        options.as_of_date,
        options.school_year,
        history.*
    from records
    cross join options
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key
    left join history on records.record_key = history.enrollment_id

),

final as (

    select
        export_name,
        record_key,

        -- SENR0003 (1.05, 1.06): if the NPS field is filled, the school must be 0000001.
        school_of_attendance_nps is not null and school_of_attendance <> '0000001' as senr0003,
        -- SENR0004 (1.05, 1.06): if the school is 0000001, the NPS field must be filled.
        school_of_attendance_nps is null and school_of_attendance = '0000001' as senr0004,
        -- SENR0009 (1.10 to 1.19): only letters, digits, period, hyphen and apostrophe allowed.
        {{ has_other_than_name_characters('student_legal_first_name') }}
            as senr0009__student_legal_first_name,
        {{ has_other_than_name_characters('student_legal_middle_name') }}
            as senr0009__student_legal_middle_name,
        {{ has_other_than_name_characters('student_legal_last_name') }}
            as senr0009__student_legal_last_name,
        {{ has_other_than_name_characters('student_alias_first_name') }}
            as senr0009__student_alias_first_name,
        {{ has_other_than_name_characters('student_alias_middle_name') }}
            as senr0009__student_alias_middle_name,
        {{ has_other_than_name_characters('student_alias_last_name') }}
            as senr0009__student_alias_last_name,
        {{ has_other_than_name_characters('student_birth_city') }}
            as senr0009__student_birth_city,
        -- SENR0010 (1.14, 1.16): alias last name filled requires alias first name.
        student_alias_first_name is null and student_alias_last_name is not null as senr0010,
        -- SENR0011 (1.14, 1.16): alias first name filled requires alias last name.
        student_alias_last_name is null and student_alias_first_name is not null as senr0011,
        -- SENR0012 (1.17, 1.24): age must be 16-79 for grade AD, otherwise above 0 and at most 22.
        age not between case when grade = 'AD' then 16 else 1 end
        and case when grade = 'AD' then 79 else 22 end as senr0012,
        -- SENR0013 (1.17, 1.22): start date must be later than birth date.
        student_birth_date >= start_date as senr0013,
        -- SENR0014 (1.22): start date at most six months after today.
        start_date > {{ months_later('as_of_date', 6) }} as senr0014,
        -- SENR0015 (1.25, 1.26): exit reason filled requires exit date.
        exit_reason is not null and exit_date is null as senr0015,
        -- SENR0018 (1.22, 1.25): exit on or after start; for N470 the start or the day before.
        case
            when exit_reason = 'N470' then exit_date not between start_date - 1 and start_date
            else exit_date < start_date
        end as senr0018,
        -- SENR0019 (1.25): exit date at most 30 days after today.
        exit_date > as_of_date + 30 as senr0019,
        -- SENR0020 (1.25, 1.26): exit date filled requires exit reason.
        exit_date is not null and exit_reason is null as senr0020,
        -- SENR0021 (1.27): only one enrollment with completion 100 per student in the LEA.
        repeats_graduation as senr0021,
        -- SENR0022 (1.26, 1.27): exit reason and completion status must be an allowed pair.
        not is_exit_completion_pair as senr0022,
        -- SENR0023 (1.24, 1.26): exit reason and grade must be an allowed pair.
        not is_exit_grade_pair as senr0023,
        -- SENR0024 (1.22, 1.26): no later enrollment in the LEA after a graduate row.
        follows_graduation as senr0024,
        -- SENR0026 (1.17, 1.25 to 1.27): 330 with E230 expects age 16+ at exit or grade above 9.
        exit_reason = 'E230'
        and completion = '330'
        and age_at_exit < 16
        and grade not in ('10', '11', '12') as senr0026,
        -- SENR0027 (1.22, 1.23): primary enrollments may not overlap inside the LEA.
        overlaps_primary as senr0027,
        -- SENR0029 (1.26): E230 requires a completion status.
        exit_reason = 'E230' and completion is null as senr0029,
        -- SENR0030 (1.26, 1.28): expected receiver school needed for T165.
        exit_reason = 'T165' and expected_receiver_school_of_attendance is null as senr0030,
        -- SENR0031 (1.29): graduates need the UC/CSU requirements indicator.
        completion = '100' and met_all_uc_csu_requirements is null as senr0031,
        -- SENR0036 (1.20, 1.21): birth state and birth country must be an allowed pair.
        is_birth_place_refused as senr0036,
        -- SENR0048 (1.30, 1.31): transfer code requires the district of geographic residence.
        student_school_transfer_code is not null
        and district_of_geographic_residence_code is null as senr0048,
        -- SENR0171 (1.08, 1.24): a new-SSID request (blank SSID) needs a grade.
        ssid is null and grade is null as senr0171,
        -- SENR0175 (1.26, 1.27): completion 100 requires exit reason E230.
        completion = '100' and coalesce(exit_reason, '') <> 'E230' as senr0175,
        -- SENR0178 (1.04, 1.05, 1.22): no overlap with another enrollment at the same school.
        overlaps_at_school as senr0178,
        -- SENR0185 (1.22, 1.23, 1.25): an open short-term row expects an open primary row.
        status = '30' and exit_date is null and not is_inside_primary as senr0185,
        -- SENR0186 (1.22, 1.23, 1.25): a closed short-term row should sit inside a primary one.
        status = '30' and exit_date is not null and not is_inside_primary as senr0186,
        -- SENR0187 (1.22, 1.23, 1.25): short-term enrollment may last at most 30 days.
        status = '30' and {{ days_between('start_date', 'exit_date') }} > 30 as senr0187,
        -- SENR0188 (1.22, 1.23, 1.25): short-term row starts the day of a primary row elsewhere.
        status = '30' and starts_with_primary_elsewhere as senr0188,
        -- SENR0191 (1.28): expected receiver must be a valid 7-digit school code.
        not {{ matches_pattern('expected_receiver_school_of_attendance', '[0-9]{7}') }} as senr0191,
        -- SENR0193 (1.22, 1.23, 1.25): specialized-services-only row overlaps a primary row.
        status = '40' and overlaps_another_primary as senr0193,
        -- SENR0204 (1.25, 1.26): N420 requires an exit date from May 15 to August 15.
        exit_reason = 'N420' and exit_mmdd not between 515 and 815 as senr0204,
        -- SENR0225 (1.25 to 1.27): completion 250, or exit T260/T270, expects age 18+ at exit.
        age_at_exit < 18 and (completion = '250' or exit_reason in ('T260', 'T270')) as senr0225,
        -- SENR0227 (1.24, 1.27): completion status and grade must be an allowed pair.
        not is_completion_grade_pair as senr0227,
        -- SENR0262 (1.17, 1.22, 1.24): kindergartner should be aged 4 to 7.
        grade = 'KN' and age_at_start not between 4 and 7 as senr0262,
        -- SENR0265 (1.25, 1.27): completion 320 expects age 16+ at exit.
        completion = '320' and age_at_exit < 16 as senr0265,
        -- SENR0286 (1.22, 1.25, 1.26): after E150 the next start is at most one day after the exit.
        has_gap_after_update as senr0286,
        -- SENR0287 (1.25, 1.26): E155 requires an exit date from May 15 to August 15.
        exit_reason = 'E155' and exit_mmdd not between 515 and 815 as senr0287,
        -- SENR0302 (1.23, 1.26): secondary (20) enrollments may exit only with E170.
        status = '20' and exit_reason <> 'E170' as senr0302,
        -- SENR0319 (1.05, 1.24): grade AD exactly at adult education centers.
        (grade = 'AD') <> (org_type in ('adult_school', 'adult_site')) as senr0319,
        -- SENR0622 (1.17, 1.22, 1.24): a child in TK is four on September 1 of the school year.
        grade = 'TK'
        and {{ age_on('student_birth_date', 'make_date(school_year - 1, 9, 1)') }} < 4 as senr0622,
        -- SENR0632 (1.25, 1.27, 1.35): completion 100 with an exit after 2023-06-30 needs Y or N.
        completion = '100'
        and exit_date > cast('2023-06-30' as date)
        and graduation_exemption is null as senr0632,
        -- SENR0731F1 (1.22, 1.23, 1.24): a preschooler under 3 at start may not be status 50.
        grade in ('PS', 'IN', 'TD') and age_at_start < 3 and status = '50' as senr0731f1,
        -- Checked in int_calpads__senr_history. F1 and E3 are discrepancies of Fall 1 and of EOY 3.
        export_name = 'senr_fall' and cert056 as cert056,
        export_name = 'senr_fall' and cert112 as cert112,
        cert114,
        flash318,
        senr0018_guidance,
        senr0269,
        senr0269_exemption_unknown,
        export_name = 'senr_ongoing' and senr0286e3 as senr0286e3,
        export_name = 'senr_fall' and senr0439f1 as senr0439f1,
        senr0586,
        senr0587,
        export_name = 'senr_ongoing' and senr0654e3 as senr0654e3,
        export_name = 'senr_fall' and senr0654f1 as senr0654f1,
        export_name = 'senr_ongoing' and senr0719e3 as senr0719e3,

        -- An exit cannot be matched without SSID; an exit that is not sent, or not yet.
        ssid is null and exit_date is not null as exit_without_ssid,
        has_exit_code_alone as exit_code_without_date,
        has_planned_exit as planned_exit_left_blank
    from selected

)

select * from final
