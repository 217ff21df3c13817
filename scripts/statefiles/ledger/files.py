"""Files out of the ledger alone: a batch written again, a copy of the ledger, old records purged.

Nothing here reads what is built, the seeds or the formatter: the ledger keeps, with each batch, the
expression that made its lines, so later changes of data or code do not change its bytes.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from statefiles import common, machine, parts, writer
from statefiles.common import UserError
from statefiles.ledger.store import Ledger, now


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file; None when there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_of(ledger: Ledger, batch: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The files of a batch, in order."""
    return ledger.rows(
        "select * from {ledger}.batch_files where batch_id = ? order by file_number",
        [batch["batch_id"]],
    )


def cells_query(rows: str, columns: list[dict[str, str]], where: str = "true") -> str:
    """The texts of rows, cut into the columns of their layout."""
    cells = ", ".join(
        f'cells[{number}] as "{column["column_name"]}"' for number, column in enumerate(columns, 1)
    )
    return (
        f"(select {cells}, order_key from (select string_split(record_payload, '^') as cells, "
        f"order_key from {rows} where {where}))"
    )


def rebuild_file(
    ledger: Ledger, batch: Mapping[str, Any], file: Mapping[str, Any], path: Path
) -> None:
    """Write a file of a batch again. Errors: UserError when the bytes are not those of the day."""
    rows = cells_query(
        ledger.query_of(batch), batch["layout_columns"], f"left(order_key, 1) = '{file['part']}'"
    )
    _, _, digest = writer.write_lines(
        ledger.con, path, f"select {file['line_expression']} from {rows} order by order_key",
        file["header"], file["line_end"], file["encoding"],
    )  # fmt: skip
    if digest != file["file_sha256"]:
        parts.drop(path)
        raise UserError(
            f"The rows of batch {batch['batch_id']} do not give {path.name} as it was written: "
            "the ledger is damaged; take it from a backup."
        )
    parts.publish(path)


def rebuild(ledger: Ledger, batch_id: str, out: Path) -> list[Path]:
    """Write the files of a batch into a folder, the same bytes as the day they were written."""
    batch = ledger.batch(batch_id)
    files = files_of(ledger, batch)
    if not files:
        why = "holds the state's extract" if batch["batch_kind"] == "extract" else (
            "was recorded before the ledger kept the form of files"
        )  # fmt: skip
        raise UserError(f"Batch {batch_id} {why}: there is no file to write again.")
    paths = []
    for file in files:
        paths.append(out / Path(file["file_path"]).name)
        rebuild_file(ledger, batch, file, paths[-1])
    return paths


def backup(ledger: Ledger, path: Path) -> None:
    """A copy of the ledger in a file of its own, which LEDGER can name as the ledger."""
    if path.exists():
        raise UserError(f"There is a file {path.name} already: write the copy under another name.")
    ((current,),) = ledger.con.execute("select current_database()").fetchall()
    catalog = ledger.name.rpartition(".")[0] or current
    where = [catalog]
    tables = ledger.con.execute(
        "select table_name, sql from duckdb_tables() "
        "where schema_name = 'ledger' and database_name = ?", where,
    ).fetchall()  # fmt: skip
    views = ledger.con.execute(
        "select sql from duckdb_views() where schema_name = 'ledger' and database_name = ?", where
    ).fetchall()
    with parts.atomic_write(path, machine.new_database) as part:
        copy_into(ledger, catalog, tables, views, part)


def copy_into(
    ledger: Ledger, catalog: str, tables: list[tuple], views: list[tuple], part: Path
) -> None:
    """The tables and views of a ledger in an empty file."""
    ledger.run(f"attach {common.literal(part)} as copy_file")
    try:
        ledger.run("create schema copy_file.ledger")
        ledger.run("use copy_file")
        for table, sql in tables:
            ledger.run(sql)
            ledger.run(
                f'insert into copy_file.ledger."{table}" select * from "{catalog}".ledger."{table}"'
            )
        for (sql,) in views:
            ledger.run(sql)
    finally:
        ledger.run(f'use "{catalog}"')
        ledger.run("detach copy_file")


def purge(ledger: Ledger, before: date) -> list[str]:
    """Take away records of batches made before a day, keep their counts; what was done."""
    lost = ledger.rows(ledger.statement("purge_bases"), {"before": before})
    forgotten = ledger.rows(ledger.statement("purge_subjects"), {"before": before})
    moment = now()
    with ledger.transaction(f"the records of batches made before {before} are purged"):
        ledger.script("purge", before=before, moment=moment)
    ledger.run("checkpoint" + (" ledger_file" if "." in ledger.name else ""))
    count = ledger.run(
        "select count(*) from {ledger}.batches where purged_at = ?", [moment]
    ).fetchone()[0]
    messages = [
        f"Purged the records of {count} batches made before {before}; their counts are left."
    ]
    for batch in lost:
        messages.append(
            f"{batch['batch_id']} was the last accepted batch of {batch['export_type'].lower()}: "
            "changes since it can no longer be reported; send a full export next."
        )
    for row in forgotten:
        messages.append(
            f"{row['subjects']:,} subjects of {row['export_name']} {row['year_label']} stand in no "
            "other batch: they no longer count as previously submitted."
        )
    return messages
