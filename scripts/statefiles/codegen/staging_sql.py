"""The text of one staging model, from the raw-table contract.

Staging types and cleans, nothing else. Every model has the same three steps, so the reader of one
knows all; the text is plain SQL with the cleaning macros, as if written by hand.
"""

GROUPS = {
    "text": "ids, text and codes",
    "number": "numbers",
    "boolean": "booleans",
    "date": "dates",
}

TEMPLATE = """\
-- Grain: {grain}.
-- Written by scripts/generate.py from seeds/contract; change the contract, not this file.

with

source as (

    select * from {{{{ source('sis', '{table}') }}}}

),

-- Outer spaces off, blanks to null (contract rule 1).
cleaned as (

    select
{cleaned},
        {{{{ clean_text('is_deleted') }}}} as is_deleted,
        {{{{ to_timestamp('updated_at') }}}} as updated_at,
        _row_number as source_row
    from source

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4).
ranked as (

    select
        *,
        row_number() over (
            partition by {keys}
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by {keys}
        ) as copies
    from cleaned

),

final as (

    select
{typed},

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{{{ hits([
{checks}
        ]) }}}} as raw_hits
    from ranked
    where
        recency = 1
        and not coalesce({{{{ to_boolean('is_deleted') }}}}, false)

)

select * from final
"""


def group_of(data_type: str) -> str:
    """The column group of the style guide that a contract type belongs to."""
    if data_type.startswith(("decimal", "integer")):
        return "number"
    return {"timestamp": "date"}.get(data_type, data_type)


def typed(row: dict[str, str]) -> str:
    """One output column: text as it is, other types cast."""
    name, data_type = row["column_name"], row["data_type"]
    if data_type == "text":
        return f"        {name}"
    macro = {"date": "to_date", "boolean": "to_boolean"}.get(data_type)
    call = f"{macro}('{name}')" if macro else f"to_number('{name}', '{data_type}')"
    return f"        {{{{ {call} }}}} as {name}"


def staging_model(table: dict[str, str], columns: list[dict[str, str]]) -> str:
    """The SQL of stg_sis__<table>."""
    keys = ", ".join(row["column_name"] for row in columns if row["is_key"] == "true")
    cleaned = ",\n".join(
        f"        {{{{ clean_text('{row['column_name']}') }}}} as {row['column_name']}"
        for row in columns
    )
    parts = []
    for group, title in GROUPS.items():
        lines = [typed(row) for row in columns if group_of(row["data_type"]) == group]
        if lines:
            parts.append(f"        -- {title}\n" + ",\n".join(lines))
    checks = [
        f"            cast_hit('{row['column_name']}', '{row['data_type']}', "
        f"is_personal={row['is_personal'] == 'true'}),"
        for row in columns
        if row["data_type"] != "text"
    ]
    checks.append("            duplicate_key_hit(),")
    if any(row["column_name"] in ("ssid", "seid") for row in columns):
        checks += [
            f"            malformed_id_hit('{row['column_name']}'),"
            for row in columns
            if row["column_name"] in ("ssid", "seid")
        ]
    return TEMPLATE.format(
        grain=table["grain"],
        table=table["table_name"],
        keys=keys,
        cleaned=cleaned,
        typed=",\n\n".join(parts),
        checks="\n".join(checks),
    )
