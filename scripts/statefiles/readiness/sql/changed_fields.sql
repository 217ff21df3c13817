-- Changed fields and records counted by cause. A field that one of the two layouts lacks has changed
-- with the layout; a translation touches coded fields alone. Where more than one cause is left the
-- ledger cannot tell which it was, and they are named together.
with

-- Tags of a row say nothing of the record.
fields as (

    select
        differences.*,
        unnest(
            list_distinct(list_concat(differences.older_names, differences.newer_names))
        ) as column_name
    from report_differences as differences
    where differences.change = 'changed'

),

changed as (

    select
        fields.export_name,
        'changed' as change,
        fields.column_name,
        not (
            list_contains(fields.older_names, fields.column_name)
            and list_contains(fields.newer_names, fields.column_name)
        ) as is_of_the_layout
    from fields
    where
        fields.column_name not in ('transaction_type_code', 'local_record_id')
        and coalesce(fields.older_cells[list_position(fields.older_names, fields.column_name)], '')
        <> coalesce(fields.newer_cells[list_position(fields.newer_names, fields.column_name)], '')
    union all
    select
        export_name,
        change,
        null as column_name,
        false as is_of_the_layout
    from report_differences
    where change <> 'changed'

),

coded as (

    select distinct
        export_name,
        column_name
    from (
        select
            export_name,
            unnest(layout_columns, recursive := true)
        from report_batches
        union all
        select
            export_name,
            unnest(older_layout_columns, recursive := true)
        from report_batches
    )
    where code_set <> ''

),

with_causes as (

    select
        changed.export_name,
        changed.change,
        changed.column_name,
        case
            when changed.is_of_the_layout then ['layout']
            when changed.change = 'changed' and coded.column_name is null
                then list_filter(causes.causes, lambda cause: cause <> 'translation')
            else causes.causes
        end as causes
    from changed
    inner join report_causes as causes on changed.export_name = causes.export_name
    left join coded
        on changed.export_name = coded.export_name and changed.column_name = coded.column_name

)

select
    with_causes.export_name,
    with_causes.change,
    coalesce(with_causes.column_name, '') as column_name,
    case
        when len(with_causes.causes) = 0 then 'not told by the ledger'
        else array_to_string(with_causes.causes, ' or ')
    end as cause,
    count(*) as found
from with_causes
left join reference.exports as exports on with_causes.export_name = exports.export_name
group by
    with_causes.export_name,
    with_causes.change,
    coalesce(with_causes.column_name, ''),
    cause,
    exports.submission_order
order by
    exports.submission_order,
    found desc,
    with_causes.change,
    column_name,
    cause
