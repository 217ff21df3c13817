-- What several tables of the report read: findings, and of each export the last batch for the
-- year and place of the run with the one before it that went farthest at the receiver.
create or replace temp table report_findings as
select *
from exports.export_findings;

create or replace temp table report_batches as
with

series as (

    select
        exports.export_name,
        concat_ws(
            '|',
            upper(exports.export_name),
            case exports.collection
                when 'cast' then cast(options.test_year as varchar)
                when 'casas' then options.program_year
                else options.academic_year
            end,
            coalesce(
                case exports.collection when 'casas' then options.agency else options.lea_code end,
                ''
            ),
            case exports.collection
                when 'casas' then coalesce(options.adult_site, 'LEA')
                else options.site
            end,
            'whole'
        ) as whole_series
    from reference.exports as exports
    cross join intermediate.run_options as options

),

batches as (

    select
        series.export_name,
        batches.*
    from {ledger}.batches as batches
    inner join series on batches.whole_series = series.whole_series
    where
        batches.is_placed
        and batches.purged_at is null
        and batches.batch_state in ('created', 'sent', 'accepted')

),

newest as (

    select *
    from batches
    qualify row_number() over (partition by export_name order by batch_number desc) = 1

),

-- A file without rows was never submitted.
base as (

    select batches.*
    from batches
    inner join newest on batches.export_name = newest.export_name
    where batches.batch_number < newest.batch_number and batches.written_rows > 0
    qualify
        row_number() over (
            partition by batches.export_name
            order by
                list_position(['accepted', 'sent', 'created'], batches.batch_state),
                batches.batch_number desc
        ) = 1

)

select
    newest.*,
    base.batch_id as older_batch_id,
    base.batch_state as older_batch_state,
    base.created_at as older_created_at,
    base.batch_kind as older_batch_kind,
    base.whole_number as older_whole_number,
    base.run_options as older_run_options,
    base.layout_version as older_layout_version,
    base.layout_columns as older_layout_columns,
    base.key_fields as older_key_fields,
    base.code_translation_hash as older_code_translation_hash,
    base.input_hashes as older_input_hashes,
    base.seed_hashes as older_seed_hashes,
    base.project_hash as older_project_hash
from newest
left join base on newest.export_name = base.export_name;
