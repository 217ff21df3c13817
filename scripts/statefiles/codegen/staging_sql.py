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

-- Trimmed, blanks to null (contract rule 1).
cleaned as (

    select
{cleaned},
        {{{{ clean_text('is_deleted') }}}} as raw_is_deleted,
        {{{{ clean_text('updated_at') }}}} as raw_updated_at,
        _row_number as source_row
    from source

),

-- Typed (contract rules 6 to 8); what has no form of its type is null.
typed as (

    select
        *,
{typed}        {{{{ to_boolean('raw_is_deleted') }}}} as is_deleted,
        {{{{ to_timestamp('raw_updated_at') }}}} as updated_at
    from cleaned

),

-- Of rows with one key the latest stays, else the last in the file (contract rule 4). A key without
-- a form of its type is compared as it came.
ranked as (

    select
        *,
        row_number() over (
            partition by
{keys}
            order by updated_at desc nulls last, source_row desc
        ) as recency,
        count(*) over (
            partition by
{keys}
        ) as copies
    from typed

),

final as (

    select
{columns},

        -- load metadata
        source_row,
        copies - 1 as superseded_rows,
        {{{{ raw_findings([
{faults}
        ]) }}}} as raw_findings
    from ranked
    where recency = 1 and not coalesce(is_deleted, false)

)

select * from final
"""


def group_of(data_type: str) -> str:
    """The column group of the style guide that a contract type belongs to."""
    if data_type.startswith(("decimal", "integer")):
        return "number"
    return {"timestamp": "date"}.get(data_type, data_type)


def is_text(row: dict[str, str]) -> bool:
    """True for a column that stays text."""
    return row["data_type"] == "text"


def cleaned(row: dict[str, str]) -> str:
    """One column without outer blanks: text under its name, other types as raw_<name>."""
    name = row["column_name"]
    return f"        {{{{ clean_text('{name}') }}}} as {'' if is_text(row) else 'raw_'}{name}"


def typed(row: dict[str, str]) -> str:
    """One column of another type than text."""
    name, data_type = row["column_name"], row["data_type"]
    macro = {"date": "to_date", "boolean": "to_boolean"}.get(data_type)
    call = f"{macro}('raw_{name}')" if macro else f"to_number('raw_{name}', '{data_type}')"
    return f"        {{{{ {call} }}}} as {name}"


def key(row: dict[str, str]) -> str:
    """A part of the key of a row."""
    name = row["column_name"]
    text = name if is_text(row) else f"coalesce(cast({name} as string), raw_{name})"
    return f"                {text}"


def faults(columns: list[dict[str, str]]) -> list[str]:
    """The faults that staging tells of a row, as calls of macros."""
    found = []
    for row in columns:
        name, personal = row["column_name"], ", is_personal=true" * (row["is_personal"] == "true")
        raw = name if is_text(row) else f"raw_{name}"
        if not is_text(row):
            found.append(f"typing_faults('{name}', '{row['data_type']}'{personal})")
        if row["is_nullable"] == "false":
            # A row without its key is found by its place in the file.
            shown = "'row ' || source_row" if row["is_key"] == "true" else "''"
            found.append(
                f"raw_fault('blank_raw_column', '{name}', \"{shown}\", when='{raw} is null')"
            )
        if row["allowed_values"]:
            words = ", ".join(f"'{word}'" for word in row["allowed_values"].split())
            found.append(
                f"raw_fault('unlisted_raw_value', '{name}', '{name}', "
                f'when="{name} not in ({words})")'
            )
        if row["pattern"]:
            found.append(
                f"raw_fault('{row['pattern_rule']}', '{name}', '{name}'{personal}, "
                f"when='not ' ~ matches_pattern('{name}', '{row['pattern']}'))"
            )
    found.append("typing_faults('is_deleted', 'boolean')")
    found.append("typing_faults('updated_at', 'timestamp')")
    found.append(
        "raw_fault('duplicate_raw_key', '', 'cast(copies - 1 as string)', when='copies > 1')"
    )
    return found


def staging_model(table: dict[str, str], columns: list[dict[str, str]]) -> str:
    """The SQL of stg_sis__<table>."""
    parts = []
    for group, title in GROUPS.items():
        names = [row["column_name"] for row in columns if group_of(row["data_type"]) == group]
        if names:
            parts.append(f"        -- {title}\n" + ",\n".join(f"        {name}" for name in names))
    return TEMPLATE.format(
        grain=table["grain"],
        table=table["table_name"],
        keys=",\n".join(key(row) for row in columns if row["is_key"] == "true"),
        cleaned=",\n".join(map(cleaned, columns)),
        typed="".join(f"{typed(row)},\n" for row in columns if not is_text(row)),
        columns=",\n\n".join(parts),
        faults="\n".join(f"            {fault}," for fault in faults(columns)),
    )
