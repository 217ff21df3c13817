-- What differs between the two batches of each export in report_batches, and what may be why. The
-- same answer as `ledger.py diff` gives for two batches, for all exports in one go.

-- What differs between the two besides their rows. An option counts when it has an effect there.
create or replace temp table report_causes as
with

pairs as (

    select *
    from report_batches
    where older_batch_id is not null

),

options as (

    select
        pairs.export_name,
        list(
            options.option_name
            || ' ' || coalesce(json_extract_string(pairs.older_run_options, options.option_name), '-')
            || ' → ' || coalesce(json_extract_string(pairs.run_options, options.option_name), '-')
            order by options.option_name
        ) as differing
    from pairs
    inner join reference.options as options
        on
            list_contains(string_split(replace(options.exports, ',', ' '), ' '), pairs.export_name)
            and json_extract_string(pairs.older_run_options, options.option_name)
            is distinct from json_extract_string(pairs.run_options, options.option_name)
    group by pairs.export_name

),

-- The contract tells which files read a table; what nobody is said to read may matter all the same.
readers as (

    select
        export_name,
        table_name
    from intermediate.int_raw__readers
    group by
        export_name,
        table_name

),

tables as (

    select
        pairs.export_name,
        list(inputs.table_name order by inputs.table_name)
            filter (where readers.table_name is not null) as differing,
        list(inputs.table_name order by inputs.table_name) as differing_anywhere
    from pairs
    cross join reference.raw_tables as inputs
    left join readers
        on pairs.export_name = readers.export_name and inputs.table_name = readers.table_name
    where
        inputs.table_name <> 'code_translations'
        and json_extract_string(pairs.older_input_hashes, inputs.table_name)
        is distinct from json_extract_string(pairs.input_hashes, inputs.table_name)
    group by pairs.export_name

),

other_causes as (

    select
        pairs.export_name,
        list_filter(
            [
                case
                    when pairs.older_code_translation_hash <> pairs.code_translation_hash
                        then 'translation'
                end,
                case
                    when
                        pairs.older_layout_version <> pairs.layout_version
                        or pairs.older_layout_columns <> pairs.layout_columns
                        then 'layout'
                end,
                case when options.differing is not null then 'options' end,
                case
                    when
                        pairs.older_project_hash <> pairs.project_hash
                        or pairs.older_seed_hashes <> pairs.seed_hashes
                        then 'code'
                end
            ],
            lambda cause: cause is not null
        ) as causes
    from pairs
    left join options on pairs.export_name = options.export_name

)

select
    pairs.export_name,
    coalesce(tables.differing, tables.differing_anywhere, []) as differing_tables,
    coalesce(options.differing, []) as differing_options,
    case
        when 'extract' in (pairs.older_batch_kind, pairs.batch_kind) then ['state']
        when tables.differing is not null then list_prepend('data', other_causes.causes)
        when tables.differing_anywhere is not null and len(other_causes.causes) = 0 then ['data']
        else other_causes.causes
    end as causes
from pairs
inner join other_causes on pairs.export_name = other_causes.export_name
left join tables on pairs.export_name = tables.export_name
left join options on pairs.export_name = options.export_name;

create or replace temp table report_differences as
with

pairs as (

    select
        *,
        list_transform(layout_columns, lambda field: field.column_name) as newer_names,
        list_transform(older_layout_columns, lambda field: field.column_name) as older_names
    from report_batches
    where older_batch_id is not null and older_key_fields = key_fields

),

-- A text that stands in one of the two: its span ends or begins between them, and it is not there
-- again under another span.
one_sided as (

    select
        pairs.export_name,
        spans.text_id,
        bool_or(
            spans.first_number <= pairs.whole_number
            and coalesce(spans.last_number, pairs.whole_number) >= pairs.whole_number
        ) as is_newer
    from pairs
    inner join {ledger}.record_spans as spans
        on
            pairs.whole_series = spans.series
            and (
                spans.first_number <= pairs.whole_number
                and coalesce(spans.last_number, pairs.whole_number) >= pairs.whole_number
            ) <> (
                spans.first_number <= pairs.older_whole_number
                and coalesce(spans.last_number, pairs.older_whole_number)
                >= pairs.older_whole_number
            )
    group by
        pairs.export_name,
        spans.text_id
    having count(*) = 1

),

texts as (

    select
        one_sided.export_name,
        one_sided.is_newer,
        texts.subject_key,
        texts.record_hash,
        texts.record_payload,
        string_split(texts.record_payload, '^') as cells,
        case when one_sided.is_newer then pairs.newer_names else pairs.older_names end as names,
        pairs.key_fields
    from one_sided
    inner join pairs on one_sided.export_name = pairs.export_name
    inner join {ledger}.record_texts as texts on one_sided.text_id = texts.text_id

),

-- Records are paired by their key as the text has it; without an SSID the subject stands in for it.
keyed as (

    select
        *,
        to_json(list_transform(key_fields, lambda field: cells[list_position(names, field)]))
        || case
            when list_contains(key_fields, 'ssid') and cells[list_position(names, 'ssid')] = ''
                then subject_key
            else ''
        end as match_key
    from texts

),

copied as (

    select
        *,
        row_number() over (
            partition by export_name, is_newer, match_key, record_hash order by record_payload
        ) as copy
    from keyed

),

-- What says the same on both sides under other tags is no difference.
one_side_alone as (

    select *
    from copied
    qualify count(*) over (partition by export_name, match_key, record_hash, copy) = 1

),

differing as (

    select
        *,
        row_number() over (
            partition by export_name, is_newer, match_key order by record_payload
        ) as pair
    from one_side_alone

)

select
    coalesce(older.export_name, newer.export_name) as export_name,
    case
        when older.match_key is null then 'added'
        when newer.match_key is null then 'deleted'
        else 'changed'
    end as change,
    older.cells as older_cells,
    older.names as older_names,
    newer.cells as newer_cells,
    newer.names as newer_names
from (select * from differing where not is_newer) as older
full join (select * from differing where is_newer) as newer
    on
        older.export_name = newer.export_name
        and older.match_key = newer.match_key
        and older.pair = newer.pair;
