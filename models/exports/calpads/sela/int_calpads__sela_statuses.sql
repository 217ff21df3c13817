-- Grain: one row per language status of a known student, with what the statuses before it say.

with

statuses as (

    select * from {{ ref('stg_sis__student_language_statuses') }}

),

students as (

    select * from {{ ref('stg_sis__students') }}

),

state_codes as (

    select * from {{ ref('int_codes__state_codes') }}

),

-- Mapping of 12.13 and 12.16: the code date is the first day of the status.
coded as (

    select
        statuses.student_id,
        statuses.start_date,
        statuses.elas_code as local_status_code,
        codes.state_code as status_code,
        {{ code_finding('codes', 'statuses.elas_code') }} as status_code_finding,
        statuses.correction_reason_code as local_correction_reason_code,
        reasons.state_code as correction_reason_code,
        {{ code_finding('reasons', 'statuses.correction_reason_code') }}
            as correction_reason_code_finding,
        -- The state knows a person by the SSID, which two student ids may share.
        {{ key_text(['students.ssid', 'coalesce(students.ssid, students.student_id)']) }}
            as person_key
    from statuses
    inner join students on statuses.student_id = students.student_id
    left join state_codes as codes
        on {{ code_matches('codes', 'calpads.elas', 'statuses.elas_code',
                           'statuses.start_date') }}
    left join state_codes as reasons
        on {{ code_matches('reasons', 'calpads.elas_correction_reason',
                           'statuses.correction_reason_code', 'statuses.start_date') }}

),

-- Every status of the person in the raw tables counts, of whatever year; those without state code
-- say nothing.
histories as (

    select
        student_id,
        start_date,
        local_status_code,
        lag(status_code) over (
            partition by person_key
            order by start_date nulls last, student_id nulls last, local_status_code nulls last
        ) as previous_status_code,
        min(start_date) over (partition by person_key, status_code) as first_date_of_status,
        count(*) over (partition by person_key, start_date) as statuses_of_day
    from coded
    where status_code is not null and start_date is not null

),

final as (

    select
        coded.student_id,
        coded.start_date,
        coded.local_status_code,
        coded.status_code,
        coded.status_code_finding,
        coded.local_correction_reason_code,
        coded.correction_reason_code,
        coded.correction_reason_code_finding,
        histories.previous_status_code,
        histories.first_date_of_status,
        histories.statuses_of_day
    from coded
    left join histories
        on
            coded.student_id = histories.student_id
            and coded.start_date = histories.start_date
            and coded.local_status_code = histories.local_status_code

)

select * from final
