-- Grain: one row per student that the SSID request could hold, with why it does not.

with

spans as (

    select * from {{ ref('int_students__senr_records') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

anchors as (

    select * from {{ ref('int_students__anchors') }}
    where window_name = 'year'

),

senr_rows as (

    select * from {{ ref('int_students__senr_rows') }}

),

current_students as (

    select * from {{ ref('int_students__current') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'senr_ssid'

),

options as (

    select * from {{ ref('run_options') }}

),

-- Selection rules, section 3.1, tests 2, 3, 5 and 6: each looks at the spans that the tests before
-- it left, so a reason holds when no span is left.
touching as (

    select
        student_id,
        bool_and(is_student_excluded) as is_student_excluded,
        bool_and(is_org_excluded) as has_no_open_school,
        bool_and(is_org_excluded or is_span_excluded) as has_no_open_span,
        bool_and(is_org_excluded or is_span_excluded or not has_valid_dates) as has_no_valid_span,
        bool_and(is_org_excluded or is_span_excluded or not has_valid_dates or is_no_show)
            as has_no_real_span
    from spans
    where not is_student_missing
    group by student_id

),

joined as (

    select
        senr_rows.*,
        touching.student_id,
        touching.is_student_excluded as is_left_out,
        touching.has_no_open_school,
        touching.has_no_open_span,
        touching.has_no_valid_span,
        touching.has_no_real_span,
        students.ssid is not null as has_ssid,
        students.local_student_id as own_local_student_id,
        coalesce(current_students.is_enrolled_on_as_of_date, false) as is_currently_enrolled,
        submitted.subject_key is not null as was_submitted,
        options.include_not_enrolled,
        options.include_previously_submitted,
        {{ unsafe_hits(senr_texts('senr_rows')) }} as unsafe_hits
    from touching
    cross join options
    inner join students on touching.student_id = students.student_id
    left join anchors on touching.student_id = anchors.student_id
    left join senr_rows
        on
            anchors.enrollment_id = senr_rows.record_key
            and options.year_reference_date = senr_rows.reference_date
    left join current_students on touching.student_id = current_students.student_id
    left join submitted on touching.student_id = submitted.subject_key

),

-- Tests 1 to 9: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_left_out then 'student_excluded'
            when has_no_open_school then 'school_excluded'
            when has_no_open_span then 'enrollment_excluded'
            when has_ssid then 'has_ssid'
            when has_no_valid_span then 'invalid_dates'
            when has_no_real_span then 'no_show'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when own_local_student_id is null then 'missing_local_student_id'
        end as reason
    from joined

),

-- Test 10: of students with one local id none is sent, since the answer could not be assigned.
counted as (

    select
        *,
        count(*) over (partition by reason is null, own_local_student_id) as with_this_local_id
    from tested

),

final as (

    select
        coalesce(record_key, student_id) as record_key,
        student_id as subject_key,
        {{ senr_columns() }},
        case
            when reason is null and with_this_local_id = 1 and {{ has_hits('unsafe_hits') }}
                then unsafe_hits
            else coalesce(hits, {{ hits([]) }})
        end as hits,
        case
            when reason is not null then reason
            when with_this_local_id > 1 then 'duplicate_local_student_id'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as exclusion_reason
    from counted

)

select * from final
