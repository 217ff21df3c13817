"""One formatter for all files: a relation and its layout in, a delimited or fixed-width file out.

The layout (order, width, fill, quoting, header) and the order of rows come from the seeds in the
warehouse. The database makes the lines; Python encodes, hashes and
writes them to a temporary name and renames it, so a killed run leaves the old file or the new one.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from statefiles import common, machine
from statefiles.common import UserError
from statefiles.parts import publish, staged_write

SQL = Path(__file__).with_name("sql")
ENDINGS = {"caret": "txt", "tab": "tsv", "csv": "csv", "fixed": "fixed.txt"}
DELIMITERS = {"caret": "^", "tab": "\t", "csv": ",", "fixed": ""}
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
ROWS_AT_ONCE = 20_000
# The sort must not grow with the file: beyond this the database sorts on disk, beside the
# warehouse. Each thread needs its share, so their number is fixed as well.
MOST_MEMORY = "512MB"


@dataclass(frozen=True)
class Column:
    """One field of a file, as the layout tells it."""

    name: str
    width: int
    fill: str
    header: str
    quote: str
    code_set: str = ""


@dataclass(frozen=True)
class Export:
    """One export of the catalog with its relation and columns in file order."""

    name: str
    facts: dict[str, str]
    relation: str = ""
    columns: tuple[Column, ...] = ()

    @property
    def key(self) -> str:
        """The SQL expression of the record key by which findings name a row."""
        return key_text(self.words("record_key"))

    def words(self, fact: str) -> list[str]:
        """A fact that lists names, split."""
        return self.facts.get(fact, "").split()


@dataclass(frozen=True)
class Written:
    """What a file became: rows without the header, bytes, digest; its format and part."""

    path: Path
    rows: int
    bytes: int
    sha256: str
    file_format: str = ""
    part: str = ""


def key_text(parts: Sequence[str]) -> str:
    """The SQL expression of key parts as one text (definition D22), as macro key_text."""
    if len(parts) == 1:
        return f"coalesce({parts[0]}, '\\N')"
    escaped = (
        f"coalesce(replace(replace({part}, '\\', '\\\\'), '|', '\\|'), '\\N')" for part in parts
    )
    return f"concat_ws('|', {', '.join(escaped)})"


def catalog() -> dict[str, Export]:
    """The exports of the project by name, in the order of submission, without their layout."""
    rows = sorted(common.seed("layouts/exports"), key=lambda row: int(row["submission_order"]))
    return {row["export_name"]: Export(row["export_name"], row) for row in rows}


def exports_in(con: duckdb.DuckDBPyConnection) -> dict[str, Export]:
    """The exports of a built warehouse by name, each with the layout in force for its options."""
    columns: dict[str, list[Column]] = {}
    for row in rows_of(con, "columns"):
        columns.setdefault(row.pop("export_name"), []).append(Column(**row))
    found = {}
    for row in rows_of(con, "exports"):
        name, relation = row["export_name"], row.pop("relation")
        facts = {fact: value for fact, value in row.items() if value is not None}
        found[name] = Export(name, facts, relation, tuple(columns.get(name, ())))
    return found


def rows_of(con: duckdb.DuckDBPyConnection, statement: str) -> list[dict[str, Any]]:
    """The rows of a statement of the folder sql, each by column name."""
    cursor = con.execute((SQL / f"{statement}.sql").read_text(encoding="utf-8"))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def with_settings(export: Export, options: Mapping[str, str]) -> Export:
    """The export with the file settings of the run: option casas_file_quote is the fact quote."""
    prefix = f"{export.facts['collection']}_file_"
    settings = {
        name.removeprefix(prefix): value
        for name, value in options.items()
        if name.startswith(prefix)
    }
    return replace(export, facts=export.facts | settings)


def schools_of(con: duckdb.DuckDBPyConnection, export: Export, relation: str) -> int | None:
    """How many schools or sites a relation of the layout names; None when its file names none."""
    column = export.facts.get("school_field")
    if not column:
        return None
    row = con.execute(f"select count(distinct {column}) from {relation}").fetchone()
    return row[0] if row else 0


def delimiter_of(export: Export, file_format: str) -> str:
    """The character between fields; a setting may replace that of the comma format."""
    if file_format == "csv":
        return export.facts.get("delimiter", DELIMITERS["csv"])
    return DELIMITERS[file_format]


def text(value: str) -> str:
    """A text as a SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def cell(column: Column, file_format: str, export: Export) -> str:
    """The SQL expression of one cell in a line of the format."""
    value = f"coalesce({column.name}, '')"
    if file_format == "csv":
        mark = export.facts.get("quote_character", '"')
        quoted = f"{text(mark)} || replace({value}, {text(mark)}, {text(mark * 2)}) || {text(mark)}"
        if "always" in (column.quote, export.facts.get("quote")):
            return quoted
        if column.quote == "needed":
            special = [mark, delimiter_of(export, file_format), "\r", "\n"]
            tests = (f"contains({value}, {text(character)})" for character in special)
            return f"case when {' or '.join(tests)} then {quoted} else {value} end"
    if file_format == "fixed":
        if column.fill == "zeros_left":
            # A masked or empty value is filled up with blanks, not with zeros.
            filler = f"case when {value} in ('', '*') then ' ' else '0' end"
            return f"lpad({value}, {column.width}, {filler})"
        side = "lpad" if column.fill == "blanks_left" else "rpad"
        return f"{side}({value}, {column.width}, ' ')"
    return value


def ordering(export: Export) -> str:
    """The declared order: text in byte order with blanks first, `:number` columns as numbers."""
    terms = []
    for term in export.words("order_by"):
        name, _, kind = term.partition(":")
        terms.append(f"try_cast({name} as bigint) nulls first" if kind else f"{name} nulls first")
    return ", ".join(terms)


def line(export: Export, file_format: str) -> str:
    """The SQL expression of one line of the file, without its line end."""
    cells = ", ".join(cell(column, file_format, export) for column in export.columns)
    return f"concat_ws({text(delimiter_of(export, file_format))}, {cells})"


def line_query(export: Export, file_format: str, relation: str) -> str:
    """A query for the lines of the file in order, one text column."""
    return f"select {line(export, file_format)} from {relation} order by {ordering(export)}"


def header(export: Export, file_format: str) -> str | None:
    """The header line, or None where the file has none."""
    if file_format == "fixed" or export.facts["has_header"] != "true":
        return None
    names = [column.header for column in export.columns]
    quotes = {export.facts.get("quote"), *(column.quote for column in export.columns)}
    if file_format == "csv" and "always" in quotes:
        mark = export.facts.get("quote_character", '"')
        names = [f"{mark}{name.replace(mark, mark * 2)}{mark}" for name in names]
    return delimiter_of(export, file_format).join(names)


def refuse_what_does_not_fit(con: duckdb.DuckDBPyConnection, export: Export, relation: str) -> None:
    """Fixed width needs positions and cannot carry a value wider than its field: tell and stop."""
    if not any(column.width for column in export.columns):
        raise UserError(
            f"the layout {export.facts['layout_version']} of {export.facts['file_code']} tells no "
            "fixed-width positions; write another format."
        )
    tests = " ".join(
        f"when length({column.name}) > {column.width} then '{column.name}'"
        for column in export.columns
    )
    row = con.execute(
        f"select {export.key}, field from (select *, case {tests} end as field from {relation}) "
        "where field is not null order by 1 limit 1"
    ).fetchone()
    if row:
        raise UserError(
            f"record {row[0]} has a value in {row[1]} that is wider than the "
            "fixed-width field; shorten it or write another format."
        )


def write_lines(
    con: duckdb.DuckDBPyConnection, path: Path, query: str, first: str | None, end: str, coding: str
) -> tuple[int, int, str]:
    """The lines of a query after a header, complete but not yet under its name: rows, bytes, hash.

    Errors: UserError for a character that the encoding cannot carry.
    """
    digest, rows, size = hashlib.sha256(), 0, 0
    con.execute(f"set threads = 2; set memory_limit = '{machine.at_most(MOST_MEMORY)}'")
    con.execute(query)
    try:
        with staged_write(path) as part, part.open("wb") as out:
            lines = [first] if first is not None else []
            batch = con.fetchmany(ROWS_AT_ONCE)
            while lines or batch:
                lines += [text for (text,) in batch]
                block = "".join(text + end for text in lines).encode(coding)
                rows, size = rows + len(batch), size + len(block)
                digest.update(block)
                out.write(block)
                lines, batch = [], con.fetchmany(ROWS_AT_ONCE)
    except UnicodeEncodeError as error:
        raise UserError(
            f"a value holds a character that {coding} cannot carry; "
            "find it among the findings and correct it."
        ) from error
    return rows, size, digest.hexdigest()


def stage(
    con: duckdb.DuckDBPyConnection,
    export: Export,
    file_format: str,
    path: Path,
    relation: str,
    part: str = "",
) -> Written:
    """Write the export in one format, not yet under its name: `parts.place` gives it that."""
    if file_format == "fixed":
        refuse_what_does_not_fit(con, export, relation)
    written = write_lines(
        con, path, line_query(export, file_format, relation), header(export, file_format),
        LINE_ENDS[export.facts["line_end"]], export.facts["encoding"],
    )  # fmt: skip
    return Written(path, *written, file_format, part)


def write(
    con: duckdb.DuckDBPyConnection,
    export: Export,
    file_format: str,
    path: Path,
    relation: str | None = None,
) -> Written:
    """Write the export in one format. Errors: UserError for a value the form cannot carry."""
    written = stage(con, export, file_format, path, relation or export.relation)
    publish(path)
    return written
