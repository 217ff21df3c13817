"""The text of one export model, from a layout: each field is a column of the records or a constant.

Nothing is decided here: the records have the typed values, the selection says which are written,
and the layout says which column fills a field and in which form of text.
"""

TEXT_FORMS = {
    "text": "{column}",
    "date": "{{{{ date_text('{column}') }}}}",
    "yes_no": "{{{{ yes_no('{column}') }}}}",
}
BLANK = "cast(null as varchar)"
WIDTH = 100

TEMPLATE = """\
-- Grain: {grain}, in layout {version} of {file_code}.
-- Written by scripts/generate.py from seeds/layouts/layouts.csv; change the seed, not this file.

with

records as (

    select * from {{{{ ref('{records}') }}}}

),

selection as (

    select * from {{{{ ref('{selection}') }}}}
    where export_name = '{export_name}' and exclusion_reason is null

),

final as (

    select
{fields}
    from records
    inner join selection
        on
            records.export_name = selection.export_name
            and records.record_key = selection.record_key{in_force}

)

select * from final
"""


def is_described(fields: list[dict[str, str]]) -> bool:
    """True for a layout that says what fills its fields."""
    return any(row["text_form"] for row in fields)


def field(row: dict[str, str]) -> str:
    """One column of the report: a constant in quotes, a column of the records, or blank."""
    name, filled_by = row["column_name"], row["filled_by"]
    if not filled_by or filled_by.startswith("'"):
        return f"        {filled_by or BLANK} as {name}"
    column = f"records.{filled_by}"
    value = TEXT_FORMS[row["text_form"]].format(column=column)
    if value == column and filled_by == name:
        return f"        {column}"
    line = f"        {value} as {name}"
    return line if len(line) < WIDTH else f"        {value}\n            as {name}"


def report_model(export: dict[str, str], fields: list[dict[str, str]], has_versions: bool) -> str:
    """The SQL of one layout of an export."""
    step = f"int_{export['collection']}__{export['file_code'].lower()}"
    version = fields[0]["layout_version"]
    in_force = f"{{{{ layout_is_in_force('{export['export_name']}', '{version}') }}}}"
    return TEMPLATE.format(
        grain=export["grain"],
        version=version,
        file_code=export["file_code"],
        records=f"{step}_records",
        selection=f"{step}_selection",
        export_name=export["export_name"],
        fields=",\n".join(field(row) for row in fields),
        in_force=f"\n    where {in_force}" if has_versions else "",
    )
