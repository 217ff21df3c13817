-- Grain: one row per student of SENR for Fall without SINF row, and per fact that SINF lacks at
-- the certification.

with

records as (

    select * from {{ ref('int_calpads__sinf_records') }}

),

selection as (

    select * from {{ ref('int_calpads__sinf_selection') }}

),

senr_records as (

    select * from {{ ref('int_calpads__senr_records') }}
    where export_name = 'senr_fall'

),

senr_selection as (

    select * from {{ ref('int_calpads__senr_selection') }}
    where export_name = 'senr_fall'

),

histories as (

    select * from {{ ref('int_calpads__senr_students') }}

),

roles as (

    select * from {{ ref('code_roles') }}
    where role in ('domestic_birth', 'grade_order')

),

options as (

    select * from {{ ref('run_options') }}

),

-- TK to 12 are the grades of order 4 to 17, KN to 12 those from 5 on.
enrolled as (

    select
        senr_records.student_id,
        bool_or(coalesce(grades.sort_order between 5 and 17, false)) as is_in_k_12
    from senr_records
    cross join options
    inner join senr_selection on senr_records.record_key = senr_selection.record_key
    left join roles as grades
        on senr_records.grade_level_code = grades.code and grades.role = 'grade_order'
    where
        (
            senr_selection.exclusion_reason is null
            or senr_selection.exclusion_reason = 'previously_submitted'
        )
        and senr_records.ssid is not null
        and {{ span_covers('senr_records.enrollment_start_date',
                           'senr_records.enrollment_exit_date', 'options.census_date') }}
    group by senr_records.student_id

),

sinf_rows as (

    select
        records.record_key,
        records.student_id,
        records.us_school_entry_date,
        records.student_birth_country_code,
        records.is_under_three_years,
        selection.exclusion_reason
    from records
    inner join selection on records.record_key = selection.record_key

),

-- CERT003: a student enrolled on Census Day has a demographic row. One that begins later follows on
-- an earlier one, which the state may hold; whom the options leave out says nothing.
without_row as (

    select
        'student ' || enrolled.student_id as record_key,
        'CERT003' as rule_id,
        'ssid' as column_name,
        coalesce(sinf_rows.exclusion_reason, 'no row') as value
    from enrolled
    left join sinf_rows on enrolled.student_id = sinf_rows.student_id
    where
        coalesce(sinf_rows.exclusion_reason, '')
        not in ('previously_submitted', 'not_currently_enrolled')
        and (sinf_rows.student_id is null or sinf_rows.exclusion_reason is not null)

),

-- CERT113: a student of KN to 12 who learns English, or was born abroad, has the day on which
-- school in the United States began.
without_first_school as (

    select
        sinf_rows.record_key,
        'CERT113' as rule_id,
        'student_initial_us_school_enrollment_date_k_12' as column_name,
        cast(null as string) as value
    from sinf_rows
    inner join enrolled on sinf_rows.student_id = enrolled.student_id
    left join histories on sinf_rows.student_id = histories.student_id
    left join roles as domestic
        on
            sinf_rows.student_birth_country_code = domestic.code
            and domestic.role = 'domestic_birth'
    where
        sinf_rows.exclusion_reason is null
        and sinf_rows.us_school_entry_date is null
        and enrolled.is_in_k_12
        and (
            coalesce(histories.is_learner, false)
            or (sinf_rows.student_birth_country_code is not null and domestic.code is null)
        )

),

told as (

    select * from without_row
    union all
    select * from without_first_school
    union all
    -- CERT043: no student under Title III, that is with fewer than three years of school here.
    select
        'all rows' as record_key,
        'CERT043' as rule_id,
        'enrolled_in_us_school_less_than_three_cumulative_years_indicator' as column_name,
        {{ number_of('count(*)', 'student') }} as value
    from sinf_rows
    inner join enrolled on sinf_rows.student_id = enrolled.student_id
    cross join options
    where options.site = 'LEA' and sinf_rows.exclusion_reason is null
    having count(*) > 0 and not bool_or(coalesce(sinf_rows.is_under_three_years, false))

),

final as (

    select
        'sinf' as export_name,
        record_key,
        rule_id,
        column_name,
        value
    from told

)

select * from final
