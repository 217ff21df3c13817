-- Grain: one row per export and kind of record of which one reason leaves out every candidate.

with

candidates as (

    select * from {{ ref('int_reporting__candidates') }}

),

discipline_records as (

    select * from {{ ref('int_calpads__sdis_records') }}

),

program_records as (

    select * from {{ ref('int_calpads__sprg_records') }}

),

remedies as (

    select * from {{ ref('exclusion_remedies') }}

),

-- The kinds of record that one file mixes.
kinds as (

    select
        export_name,
        record_key,
        case when is_truancy then 'truancy' else 'offense' end as record_kind
    from discipline_records
    union all
    select
        export_name,
        record_key,
        'program ' || education_program_code as record_kind
    from program_records
    where education_program_code is not null

),

-- A file that is empty as a whole has a cause of its own.
files_with_rows as (

    select export_name
    from candidates
    group by export_name
    having count(*) filter (where exclusion_reason is null) > 0

),

emptied as (

    select
        kinds.export_name,
        kinds.record_kind,
        min(candidates.exclusion_reason) as exclusion_reason,
        count(*) as records
    from kinds
    inner join files_with_rows on kinds.export_name = files_with_rows.export_name
    inner join candidates
        on
            kinds.export_name = candidates.export_name
            and kinds.record_key = candidates.record_key
    group by kinds.export_name, kinds.record_kind
    having
        count(candidates.exclusion_reason) = count(*)
        and min(candidates.exclusion_reason) = max(candidates.exclusion_reason)

),

final as (

    select
        emptied.export_name,
        emptied.record_kind,
        emptied.exclusion_reason,
        emptied.records,
        'All ' || cast(emptied.records as string) || ' records of the kind '
        || emptied.record_kind || ' are left out (' || emptied.exclusion_reason || ').'
        || coalesce(' ' || remedies.remedy, '') as remark
    from emptied
    left join remedies on emptied.exclusion_reason = remedies.exclusion_reason
    where not coalesce(remedies.is_expected, false)

)

select * from final
