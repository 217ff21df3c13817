-- Grain: one row per enrollment span that the Fall SENR file could hold, with why it does not.

with

senr_rows as (

    select * from {{ ref('int_students__senr_rows') }}

),

current_students as (

    select * from {{ ref('int_students__current') }}

),

submitted as (

    select * from {{ ref('int_submissions__subjects') }}
    where export_name = 'senr_fall'

),

options as (

    select * from {{ ref('run_options') }}

),

joined as (

    select
        senr_rows.*,
        coalesce(current_students.is_enrolled_on_census_date, false) as is_currently_enrolled,
        {{ span_covers('senr_rows.enrollment_start_date', 'senr_rows.last_date',
                       'options.census_date') }} as is_active_on_census,
        submitted.subject_key is not null as was_submitted,
        options.include_not_enrolled,
        options.include_previously_submitted,
        {{ unsafe_hits(senr_texts('senr_rows')) }} as unsafe_hits
    from senr_rows
    inner join options on senr_rows.reference_date = options.census_date
    left join current_students on senr_rows.subject_key = current_students.student_id
    left join submitted on senr_rows.subject_key = submitted.subject_key

),

-- Selection rules, section 3.2, tests 1 to 10: the first that holds is the reason.
tested as (

    select
        *,
        case
            when is_student_missing then 'student_missing'
            when is_student_excluded then 'student_excluded'
            when is_org_excluded then 'school_excluded'
            when is_span_excluded then 'enrollment_excluded'
            when not has_valid_dates then 'invalid_dates'
            when is_no_show then 'no_show'
            when not is_active_on_census then 'not_active_on_census'
            when not include_not_enrolled and not is_currently_enrolled
                then 'not_currently_enrolled'
            when not include_previously_submitted and was_submitted then 'previously_submitted'
            when {{ has_hits('unsafe_hits') }} then 'unsafe_value'
        end as reason
    from joined

),

-- Test 11: of rows with one key the latest exit stays, then the lowest enrollment id.
ranked as (

    select
        *,
        row_number() over (
            partition by
                reason is null,
                school_of_attendance,
                coalesce(ssid, subject_key),
                enrollment_start_date
            order by last_date desc nulls first, record_key asc
        ) as place
    from tested

),

-- SENR0226: a request for an SSID cannot be answered when the file repeats its local id.
compared as (

    select
        *,
        count(*) over (
            partition by reason is null and place = 1, ssid is null, local_student_id
        ) as rows_of_student
    from ranked

),

final as (

    select
        record_key,
        subject_key,
        {{ senr_columns() }},
        case
            when reason = 'unsafe_value' then unsafe_hits
            else
                {{ joined_hits(['hits', hits([
                    hit('SENR0226', 'local_student_id', 'cast(rows_of_student as varchar)',
                        when='ssid is null and local_student_id is not null '
                        ~ 'and rows_of_student > 1'),
                ])]) }}
        end as hits,
        case
            when reason is not null then reason
            when place > 1 then 'duplicate_key'
        end as exclusion_reason
    from compared

)

select * from final
