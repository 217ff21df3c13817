"""Load a folder of raw tables (CSV, gzipped CSV or Parquet) into schema `raw` of the warehouse.

Example: python scripts/load.py data/raw --warehouse warehouse.duckdb

Grain: one table per table of the contract (seeds/contract), one row per row of its file, every
column text; `_row_number` is the place in the file from 1. An absent optional table becomes empty,
an absent optional column null. `raw.load_manifest` has one row per table: file, rows, SHA-256. A
table of the same file as before stays as it is, unless somebody has changed it since, and what is
built from it stays up to date. All of it is one transaction: after an error (exit 2) the warehouse
is as it was. With --check it is not touched at all, and everything that is wrong with the folder is
listed (load_check.py). With --from the folder holds the files of another system, which an adapter
turns into these tables (adapters.py).
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import duckdb
from rich.console import Console
from rich.progress import Progress

from statefiles import build, guard, machine, raw_files
from statefiles.common import (
    SEEDS,
    UserError,
    connect,
    exclusive_lock,
    folder_of,
    refuse_all,
    refuse_special,
    warehouse_path,
)

COMMON = "*"  # the contract's name for columns that every table may carry
UNREAD = (duckdb.ConversionException, duckdb.InvalidInputException)
MANIFEST = """create or replace table raw.load_manifest (
    table_name varchar, file_name varchar, row_count bigint, sha256 varchar,
    ignored_columns varchar, missing_columns varchar, stored_as varchar
)"""
LAST_LOAD = "create or replace table raw.last_load as select now() as loaded_at"
# The place of each row in a table whose rows have the order of their file. Macro number_rows takes
# it from rowid, which is no place before the commit.
NUMBER_ROWS = """
    create or replace temp sequence places;
    alter table {table} add column _row_number bigint default nextval('places');
    alter table {table} alter column _row_number drop default;
    drop sequence places
"""


@dataclass
class Table:
    """One table of the contract and what the folder holds of it."""

    name: str
    is_optional: bool
    columns: list[str]
    required: set[str]
    path: Path | None = None
    header: list[tuple[str, str]] = field(default_factory=list)
    row_count: int | None = 0
    sha256: str | None = None
    ignored: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    query: str | None = None  # the SQL that makes it, of an adapter
    file_name: str | None = None
    order: list[str] = field(default_factory=list)  # of the rows of a query
    content: raw_files.Content | None = None  # of its file


def read_contract() -> tuple[list[Table], list[str]]:
    """The tables of the contract in its order, and the common columns."""
    with (SEEDS / "contract" / "raw_columns.csv").open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: int(row["column_order"]))
    columns: dict[str, list[str]] = {}
    required: dict[str, set[str]] = {}
    for row in rows:
        columns.setdefault(row["table_name"], []).append(row["column_name"])
        if row["is_required"] == "true":
            required.setdefault(row["table_name"], set()).add(row["column_name"])
    with (SEEDS / "contract" / "raw_tables.csv").open(encoding="utf-8", newline="") as stream:
        tables = [
            Table(name, row["is_optional"] == "true", columns[name], required.get(name, set()))
            for row in csv.DictReader(stream)
            if (name := row["table_name"])
        ]
    return tables, columns[COMMON]


def examine(tables: list[Table], common: list[str], folder: Path) -> list[str]:
    """Match files and headers to the contract and see that every row is whole; the names of the
    files passed over. Errors: UserError with all that is wrong in the folder.
    """
    found, others, faults = raw_files.find(folder, [table.name for table in tables])
    lacking = [t.name for t in tables if not t.is_optional and t.name not in found]
    if lacking:
        faults.append(
            UserError(
                f"The folder {folder} has no file for required tables: {', '.join(lacking)}; "
                f"add {lacking[0]}.csv (or .csv.gz, .parquet)."
            )
        )
    for table in tables:
        table.path = found.get(table.name)
    given = [table for table in tables if table.path]
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        for table in progress.track(given, description="Checking"):
            try:
                examine_file(table, common)
            except UserError as fault:
                faults.append(fault)
    refuse_all(faults, str(folder))
    return others


def examine_file(table: Table, common: list[str]) -> None:
    """Header, rows and digest of the file of a table. Errors: UserError with the first fault."""
    assert table.path
    refuse_special(table.path)
    known = {*table.columns, *common}
    table.header = raw_files.header(table.path, known)
    names = Counter(name for name, _ in table.header)
    table.missing = [column for column in table.columns if column not in names]
    table.ignored = [name or "(no name)" for name, _ in table.header if name not in known]
    lacking = [column for column in table.missing if column in table.required]
    if lacking and names.keys() & known:
        hint = f" or rename what stands for them ({', '.join(table.ignored)})"
        raise UserError(
            f"{table.path.name} lacks required columns: {', '.join(lacking)}; add them to the file"
            f"{hint if table.ignored else ''}."
        )
    if lacking:  # its values may be those of a row, so they are not shown
        raise UserError(
            f"The first line of {table.path.name} names no column of {table.name}: take away what "
            f"stands above the names, and write them as the contract has them ({lacking[0]}, ...)."
        )
    doubled = [name for name, count in names.items() if name and count > 1]
    if doubled:
        raise UserError(
            f"{table.path.name} has more than one column {doubled[0]} "
            "(capitals and outer spaces do not count); keep one."
        )
    table.content = raw_files.check(table.path, len(table.header))
    table.row_count, table.sha256 = table.content.rows, table.content.sha256
    table.file_name = table.path.name


def store(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    common: list[str],
    target: str | None = None,
) -> None:
    """Create one table from its file or query, or empty, and see that every row has arrived. One of
    a source (`target`) has no `_row_number`. All threads read a large file without quotation marks;
    its rows are numbered afterwards, since a window would bring them back to one thread.
    """
    path, is_numbered = table.path, not target
    is_parallel = bool(path and table.content and not table.content.has_quotes)
    if path and is_numbered:  # with little memory threads do not keep the order
        is_parallel = is_parallel and raw_files.is_large(path) and not machine.is_small()
    number = ", row_number() over () as _row_number" if is_numbered and not is_parallel else ""
    target = target or f'raw."{table.name}"'
    given = dict(table.header)
    columns = [*table.columns, *common]
    values = [f'{given.get(name, "cast(null as varchar)")} as "{name}"' for name in columns]
    source = "(select 1 limit 0)"
    if path:
        source = raw_files.source(path, len(table.header), is_parallel)
    if table.query:
        source = f"({table.query}) order by {', '.join(table.order)}"
    try:
        connection.execute(
            f"create or replace table {target} as select *{number} "
            f"from (select {', '.join(values)} from {source})"
        )
        if is_numbered and is_parallel:
            connection.execute(NUMBER_ROWS.format(table=target))
    except duckdb.Error as error:
        if path and "GZIP" in str(error):  # Python reads over what is padded with zeros
            raise UserError(
                f"{path.name} has bytes after the end of its gzip data; compress it again."
            ) from None
        if table.query and isinstance(error, UNREAD):
            raise UserError(
                f"The raw table {table.name} cannot be made of {table.file_name}: one of their "
                "values is not of the form that the source prescribes; correct it there."
            ) from None
        if not path or isinstance(error, (duckdb.OperationalError, duckdb.CatalogException)):
            raise  # the fault lies in the warehouse
        raise raw_files.unreadable(path) from None
    if path and (not table.content or table.content.may_hold_nul):
        text = ", ".join(f'"{name}"' for name in columns)
        (unsafe,) = connection.execute(
            f"select min(_place) from (select row_number() over () as _place, * from {target}) "
            f"where contains(concat({text}), chr(0))"
        ).fetchall()[0]
        if unsafe:
            raise UserError(f"{path.name} row {unsafe} holds a NUL character; remove it.")
    stored = count_of(connection, target)
    if path and table.row_count not in (None, stored):
        raise raw_files.unreadable(path)
    table.row_count = stored


def count_of(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """The number of rows of a relation."""
    ((count,),) = connection.execute(f"select count(*) from {relation}").fetchall()
    return int(count)


def unchanged(
    connection: duckdb.DuckDBPyConnection, tables: list[Table], common: list[str]
) -> set[str]:
    """The tables that the warehouse holds from the same files and in the same columns, and that
    nobody has changed since they were loaded.
    """
    try:
        rows = connection.execute("select table_name, sha256, stored_as from raw.load_manifest")
    except duckdb.Error:  # nothing was loaded yet, or by an older version
        return set()
    before = {name: (sha256, stored_as) for name, sha256, stored_as in rows.fetchall()}
    columns: dict[str, list[str]] = {}
    for name, column in connection.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'raw' "
        "and database_name = current_database() order by table_name, column_index"
    ).fetchall():
        columns.setdefault(name, []).append(column)
    stored = build.raw_digests(connection)
    return {
        table.name
        for table in tables
        if table.sha256
        and not table.query
        and before.get(table.name) == (table.sha256, stored.get(table.name))
        and columns[table.name] == [*table.columns, *common, "_row_number"]
    }


def remember_storage(warehouse: Path) -> None:
    """Note in the manifest how each table is stored, by which a change of it can be seen. That is
    settled once the warehouse was closed; without the note a table is loaded again next time.
    """
    with suppress(duckdb.Error, UserError), connect(warehouse) as connection:
        stored = build.raw_digests(connection)
        connection.execute(
            "update raw.load_manifest set stored_as = stored.digest "
            "from (select unnest($1) as table_name, unnest($2) as digest) as stored "
            "where load_manifest.table_name = stored.table_name",
            [list(stored), list(stored.values())],
        )


def load(
    tables: list[Table],
    common: list[str],
    warehouse: Path,
    is_quiet: bool = False,
    before: Callable[[duckdb.DuckDBPyConnection], None] | None = None,
) -> None:
    """Replace all raw tables and the manifest at once, or nothing; `before` them comes what an
    adapter does.
    """
    is_new = not warehouse.exists()
    connection = connect(warehouse)
    try:
        with suppress(OSError):
            warehouse.chmod(0o600)
        connection.execute("set timezone = 'UTC'")
        # Tables that are replaced whole need no merging of their row groups, which takes as long as
        # a sixth of the load and lets nobody read faster.
        connection.execute("set max_vacuum_tasks = 0")
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
            kept = unchanged(connection, tables, common)
            connection.execute("begin; create schema if not exists raw")
            if before:
                before(connection)
            for table in progress.track(tables, description="Loading"):
                if table.name in kept:
                    table.row_count = count_of(connection, f'raw."{table.name}"')
                else:
                    store(connection, table, common)
                if table.path and not is_quiet:
                    print(f"{table.path.name}: {raw_files.plural(table.row_count or 0, 'row')}")
            connection.execute(MANIFEST)
            connection.execute(LAST_LOAD)  # for dbt source freshness
            for table in tables:
                connection.execute(
                    "insert into raw.load_manifest values (?, ?, ?, ?, ?, ?, null)",
                    [
                        table.name,
                        table.file_name,
                        table.row_count,
                        table.sha256,
                        ", ".join(table.ignored) or None,
                        ", ".join(table.missing) or None,
                    ],
                )
            with guard.uncut(is_last=True):
                connection.execute("commit")
        connection.close()
    except BaseException as error:
        connection.close()
        if is_new:
            warehouse.unlink(missing_ok=True)
            warehouse.with_name(f"{warehouse.name}.wal").unlink(missing_ok=True)
        if isinstance(error, RuntimeError | duckdb.InterruptException):  # DuckDB's Ctrl-C
            raise KeyboardInterrupt from None
        if isinstance(error, duckdb.Error):  # its text may hold values
            raise UserError(
                f"{warehouse.name} cannot be written ({type(error).__name__}); check that disk "
                "and memory have room and that schema raw holds no views."
            ) from None
        raise


def report(
    tables: list[Table], others: list[str], warehouse: Path, files: Sequence[Table] = ()
) -> None:
    """Print what was loaded and everything that was passed over; `files` are those of a source."""
    given = [table for table in tables if table.file_name]
    rows = sum(table.row_count or 0 for table in given)
    print(f"Loaded {len(given)} tables, {raw_files.plural(rows, 'row')}, into {warehouse.name}.")
    absent = [t.name for t in tables if not t.file_name]
    for line in [
        *told(f"{'Tables' if files else 'Optional tables'} not given, left empty", absent),
        *passed_over(tables, others, files),
        *told("Optional columns not given, left null", columns_of(given, "missing")),
    ]:
        print(line)


def passed_over(tables: list[Table], others: list[str], files: Sequence[Table] = ()) -> list[str]:
    """Sentences of what the folder holds that no table takes, and of the columns that an adapter
    reads where they are and the files of its source (`files`) lack.
    """
    given = [*(t for t in tables if t.file_name), *files]
    return [
        *told("Files ignored", others),
        *told("Unknown columns ignored", columns_of(given, "ignored")),
        *told("Columns that the files of the source lack", columns_of(files, "missing")),
    ]


def columns_of(tables: Iterable[Table], kind: str) -> list[str]:
    """The columns of a kind, `ignored` or `missing`, each with its table."""
    return [f"{table.name}.{name}" for table in tables for name in getattr(table, kind)]


def told(note: str, names: Collection[str]) -> list[str]:
    """A sentence with names, none without them."""
    return [guard.shown(f"{note}: {', '.join(names)}.")] if names else []


def main(argv: Sequence[str] | None = None) -> int:
    """Run the loader; 0 when everything is loaded, else a `UserError`. With --check 1 when a value
    would stop a file.
    """
    parser = argparse.ArgumentParser(description="Load raw tables into the warehouse.")
    parser.add_argument("raw_dir", type=folder_of, help="folder of .csv, .csv.gz or .parquet files")
    parser.add_argument("--warehouse", help="DuckDB file (default: WAREHOUSE, warehouse.duckdb)")
    parser.add_argument(
        "--check", action="store_true", help="load nothing; list every fault of the folder"
    )
    parser.add_argument(
        "--from",
        dest="source",
        metavar="SOURCE",
        help="the folder holds files of this system; its adapter makes the raw tables",
    )
    parser.add_argument(
        "--delta",
        action="store_true",
        help="with --from: the files hold what has changed since the last load",
    )
    parser.add_argument(
        "--starter",
        type=folder_of,
        metavar="DIR",
        help="with --check: write the translations and tables to fill in here",
    )
    options = parser.parse_args(argv)
    warehouse = warehouse_path(options.warehouse)
    tables, common = read_contract()
    if options.delta and not options.source:
        raise UserError("--delta goes with --from SOURCE, whose rows have keys: add it.")
    if options.starter and not options.check:
        raise UserError("--starter goes with --check, which finds what is lacking: add it.")
    before: Callable[..., None] | None = None
    files: list[Table] = []
    if options.source:
        from statefiles import adapters

        adapter = adapters.read(options.source)
        files = adapter.tables
        others = adapters.examine(adapter, options.raw_dir, tables, common)
        before = partial(adapters.fill, adapter, tables, is_delta=options.delta)
    else:
        others = examine(tables, common, options.raw_dir)
    if options.check:
        from statefiles import load_check  # brings dbt along

        if before:
            before = partial(before, base=warehouse)
        return load_check.check(
            partial(load, tables, common, is_quiet=True, before=before),
            partial(passed_over, tables, others, files),
            options.source,
            options.starter,
        )
    with exclusive_lock(warehouse, "load.py"):
        load(tables, common, warehouse, before=before)
        remember_storage(warehouse)
    report(tables, others, warehouse, files)
    return 0
