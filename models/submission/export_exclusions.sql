-- Grain: one row per candidate record that no file holds, with the one reason.

with

candidates as (

    select * from {{ ref('int_reporting__candidates') }}

),

reasons as (

    select * from {{ ref('exclusion_reasons') }}

),

submissions as (

    select * from {{ ref('int_submissions__subjects') }}

),

final as (

    select
        candidates.export_name,
        candidates.record_key,
        candidates.exclusion_reason,
        reasons.test as reason_text,
        -- D10: which batch holds the subject
        case
            when candidates.exclusion_reason = 'previously_submitted' then submissions.batch_id
        end as batch_id
    from candidates
    left join reasons
        on
            candidates.export_name = reasons.export_name
            and candidates.exclusion_reason = reasons.exclusion_reason
    left join submissions
        on
            candidates.export_name = submissions.export_name
            and candidates.subject_key = submissions.subject_key
    where candidates.exclusion_reason is not null

)

select * from final
