-- Grain: one row per export and record that SENR could hold, with its exclusion reason; null = it
-- is written.

with

records as (

    select * from {{ ref('int_calpads__senr_records') }}

),

current_students as (

    select * from {{ ref('int_calpads__current_students') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}

),

options as (

    select * from {{ ref('run_options') }}

),

-- Definition D8: enrolled on Census Day counts for Fall, on the as-of date for the others.
-- D11: the columns that can hold what was typed: free text, and codes, for translations are typed.
joined as (

    select
        records.*,
        records.export_name = 'senr_ssid' as is_ssid_request,
        submitted.subject_key is not null as was_submitted,
        options.include_not_enrolled,
        options.include_previously_submitted,
        case records.export_name
            when 'senr_fall' then coalesce(current_students.is_enrolled_on_census_date, false)
            else coalesce(current_students.is_enrolled_on_as_of_date, false)
        end as is_currently_enrolled,
        {{ span_covers('records.enrollment_start_date', 'records.last_date',
                       'options.census_date') }} as is_active_on_census,
        -- A no-show is reported in the range in which it was expected.
        case
            when records.is_no_show
                then
                    records.enrollment_start_date between options.start_date and options.end_date
            else
                {{ spans_overlap('records.enrollment_start_date', 'records.last_date',
                                 'options.start_date', 'options.end_date') }}
        end as is_in_range,
        concat_ws(
            '',
            records.record_key,
            records.ssid,
            records.local_student_id,
            records.student_legal_first_name,
            records.student_legal_middle_name,
            records.student_legal_last_name,
            records.student_alias_first_name,
            records.student_alias_middle_name,
            records.student_alias_last_name,
            records.student_birth_city,
            records.expected_receiver_school_of_attendance,
            records.district_of_geographic_residence_code,
            records.reporting_lea,
            records.school_of_attendance,
            records.school_of_attendance_nps,
            records.student_legal_name_suffix_code,
            records.student_gender_code,
            records.student_birth_state_province_code,
            records.student_birth_country_code,
            records.enrollment_status_code,
            records.grade_level_code,
            records.student_exit_reason_code,
            records.student_school_completion_status,
            records.student_school_transfer_code
        ) as typed_text
    from records
    cross join options
    left join current_students on records.student_id = current_students.student_id
    left join submitted
        on
            records.export_name = submitted.export_name
            and records.student_id = submitted.subject_key

),

-- Selection rules, sections 3.1 to 3.3: the first test that holds is the reason.
tested as (

    select
        export_name,
        record_key,
        student_id,
        school_of_attendance,
        ssid,
        local_student_id,
        enrollment_start_date,
        last_date,
        is_ssid_request,
        {{ is_unsafe(['typed_text']) }} as has_unsafe_value,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_school_excluded then 'school_excluded'
            when is_enrollment_excluded then 'enrollment_excluded'
            when is_ssid_request and ssid is not null then 'has_ssid'
            when not has_valid_dates then 'invalid_dates'
            when is_no_show and export_name <> 'senr_ongoing' then 'no_show'
            when not is_active_on_census and export_name = 'senr_fall' then 'not_active_on_census'
            when not is_in_range and export_name = 'senr_ongoing' then 'outside_date_range'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when is_ssid_request and local_student_id is null then 'missing_local_student_id'
            when not is_ssid_request and {{ is_unsafe(['typed_text']) }} then 'unsafe_value'
        end as early_reason
    from joined

),

-- Of rows with one key the latest exit stays, then the lowest enrollment id. Of students with one
-- local id none asks for an SSID, since the answer could not be assigned.
ranked as (

    select
        *,
        row_number() over (
            partition by
                export_name,
                early_reason is null,
                school_of_attendance,
                coalesce(ssid, student_id),
                enrollment_start_date
            order by last_date desc nulls first, record_key asc
        ) as place,
        count(*) over (
            partition by export_name, early_reason is null, local_student_id
        ) as rows_with_local_id
    from tested

),

final as (

    select
        export_name,
        record_key,
        student_id as subject_key,
        case
            when early_reason is not null then early_reason
            when not is_ssid_request and place > 1 then 'duplicate_key'
            when is_ssid_request and rows_with_local_id > 1 then 'duplicate_local_student_id'
            when is_ssid_request and has_unsafe_value then 'unsafe_value'
        end as exclusion_reason
    from ranked

)

select * from final
