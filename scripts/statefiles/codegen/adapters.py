"""What follows from the seed adapter_columns: descriptions and exposures of the adapters' models,
and the tables of docs/adapters.md.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from statefiles import common
from statefiles.writer import SQL

BEGIN = "<!-- {name} -->\n"
END = "<!-- end of {name} -->\n"
SEEDS = ("layouts/exports", "layouts/layouts", "layouts/field_mappings", "contract/raw_columns",
         "contract/raw_tables", "adapters/adapter_columns")  # fmt: skip


def rows_by_source(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """The rows of the seed, of each source by itself."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row)
    return found


def text_of(row: Mapping[str, str]) -> str:
    """What fills a column, as a sentence."""
    return f"From {row['filled_by'].replace(' ', ', ')}. {row['note']}".strip()


def models_yaml(
    source: str, rows: list[dict[str, str]], tables: list[dict[str, str]]
) -> dict[str, Any]:
    """The models of a source that fill tables of the contract, with their columns."""
    models = []
    for table in tables:
        name = table["table_name"]
        columns = [row for row in rows if row["table_name"] == name and row["filled_by"]]
        if columns:
            models.append(
                {
                    "name": f"{source}__{name}",
                    "description": f"The raw table {name} as {source} gives it: "
                    f"`statefiles load --from {source}` keeps its rows as raw.{name}. "
                    f"**Grain:** {table['grain']}.",
                    "config": {"meta": {"fills": f"raw.{name}"}},
                    "columns": [
                        *(
                            {"name": row["column_name"], "description": text_of(row)}
                            for row in columns
                        ),
                        *common_columns(source, name),
                    ],
                }
            )
    return {"models": models}


def common_columns(source: str, table: str) -> list[dict[str, str]]:
    """The columns of every table of the contract that the SQL of a model has."""
    path = common.ROOT / "models" / "adapters" / source / f"{source}__{table}.sql"
    text = path.read_text(encoding="utf-8")
    described = {
        "is_deleted": "true when the source marks the row as deleted.",
        "updated_at": "Moment of the last change, as the source says.",
    }
    return [
        {"name": name, "description": sentence}
        for name, sentence in described.items()
        if f" as {name}" in text
    ]


def exposures_yaml(names: dict[str, list[str]]) -> dict[str, Any]:
    """One exposure per source: the raw tables, which the source `sis` reads."""
    return {
        "exposures": [
            {
                "name": f"raw_tables_from_{source}",
                "label": f"Raw tables from {source}",
                "type": "application",
                "description": f"The tables of schema raw that `statefiles load --from {source}` "
                "makes; from there on they are the tables of the source sis.",
                "depends_on": [f"ref('{name}')" for name in models],
                "owner": {"name": "Student records office"},
            }
            for source, models in names.items()
        ]
    }


def shares(source: str) -> list[tuple[str, int, int, str]]:
    """For each export its required fields, those without a source, and their names."""
    con = duckdb.connect()
    con.execute("create schema reference; create schema raw")
    for seed in SEEDS:
        path = common.literal(common.SEEDS / f"{seed}.csv")
        con.execute(
            f"create table reference.{seed.split('/')[1]} as "
            f"from read_csv({path}, header = true, all_varchar = true)"
        )
    con.execute(
        "alter table reference.raw_columns alter is_required type boolean; "
        "alter table reference.layouts alter field_order type integer; "
        "alter table reference.exports alter submission_order type integer"
    )
    query = (SQL / "adapter_manifest.sql").read_text(encoding="utf-8")
    con.execute("create table raw.load_manifest as " + query, [source])
    found = con.execute((SQL / "lacking_fields.sql").read_text(encoding="utf-8")).fetchall()
    return [(name, required, lacking, fields or "") for name, required, lacking, fields in found]


def sections(rows: list[dict[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """The generated parts of docs/adapters.md by their names, as lines."""
    by_source = rows_by_source(rows)
    found = {source: shares(source) for source in by_source}
    lines = [f"| export | {' | '.join(by_source)} |", f"| --- |{' --- |' * len(by_source)}"]
    for at, (export, required, *_) in enumerate(next(iter(found.values()))):
        cells = [f"{required - found[source][at][2]} of {required}" for source in by_source]
        lines.append(f"| `{export}` | {' | '.join(cells)} |")
    yield "shares", lines
    for source, own in by_source.items():
        lines = ["| table | column | from | note |", "| --- | --- | --- | --- |"]
        for row in own:
            if row["filled_by"]:
                filled = row["filled_by"].replace(" ", ", ")
                lines.append(
                    f"| {row['table_name']} | {row['column_name']} | {filled} | {row['note']} |"
                )
        absent = [row["table_name"] for row in own if row["column_name"] == "*"]
        lines += ["", f"Tables that nothing fills: {', '.join(absent)}."]
        yield f"columns of {source}", lines


def with_sections(text: str, rows: list[dict[str, str]]) -> str:
    """The page with its generated parts as they follow from the seed."""
    for name, lines in sections(rows):
        begin, end = BEGIN.format(name=name), END.format(name=name)
        if begin in text and end in text:
            before, rest = text.split(begin, 1)
            text = before + begin + "\n" + "\n".join(lines) + "\n\n" + end + rest.split(end, 1)[1]
    return text
