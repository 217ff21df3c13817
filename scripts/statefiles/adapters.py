"""What other systems export, turned into raw tables: `statefiles load FOLDER --from SOURCE`.

An adapter is a folder models/adapters/<source>: its sources.yml lists the files with the columns
that are read, a model `<source>__<table>` is the SQL of one table of the contract. The files are
kept as they come in schema <source>, every column text; what a delta changes is merged there by
the key. Then the models run on that schema. All of it is in the loader's one transaction.
"""

import json
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from statefiles import build, project, raw_files, statements
from statefiles.common import ROOT, UserError, literal, refuse_all, unknown
from statefiles.load import Table, examine_file, store
from statefiles.parts import atomic_write
from statefiles.writer import SQL

FOLDER = ROOT / "models" / "adapters"
LOAD_MODES = "load_modes"  # the helper model that tells bulk from delta


@dataclass
class Adapter:
    """One source: its files, and the SQL of the tables of the contract that it fills."""

    name: str
    tables: list[Table]
    keys: dict[str, list[str]]
    deleted_when: dict[str, dict[str, str]]
    queries: dict[str, str] = field(default_factory=dict)
    reads: dict[str, list[str]] = field(default_factory=dict)
    modes: str | None = None
    mode_reads: list[str] = field(default_factory=list)


def names() -> list[str]:
    """The sources that have an adapter."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def read(name: str) -> Adapter:
    """The adapter of a source, its SQL compiled; dbt compiles it once for each state of the
    project. Errors: UserError when there is none.
    """
    if name not in names():
        raise unknown("There is no adapter", name, names())
    known = project.read()
    kept = statements.folder(known) / f"{name}.json"
    with suppress(OSError, ValueError, TypeError, KeyError):  # none, or of another version
        facts = json.loads(kept.read_text(encoding="utf-8"))
        tables = [
            Table(table, is_optional, columns, set())
            for table, is_optional, columns in facts.pop("tables")
        ]
        return Adapter(**facts, tables=tables)
    found = compiled(known, name)
    facts = asdict(found) | {
        "tables": [(table.name, table.is_optional, table.columns) for table in found.tables]
    }
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    with atomic_write(kept) as part:
        part.write_text(json.dumps(facts), encoding="utf-8")
    return found


def compiled(known: project.Project, name: str) -> Adapter:
    """The adapter of a source as dbt compiles it."""
    manifest = part_of(project.dbt_manifest(known.digest), name)
    found = Adapter(name, [], {}, {})
    for source in manifest.sources.values():
        if source.source_name == name:
            about = source.config.meta
            found.tables.append(
                Table(source.name, not about.get("is_required", False), list(source.columns), set())
            )
            found.keys[source.name] = about["key"]
            found.deleted_when[source.name] = about.get("deleted_when", {})
    compile_models(manifest, name)
    for unique_id, node in sorted(manifest.nodes.items()):
        if node.name == f"int_{name}__{LOAD_MODES}":
            found.modes = node.compiled_code
            found.mode_reads = sorted(sources_of(manifest, unique_id))
        elif node.name.startswith(f"{name}__"):
            table = node.name.removeprefix(f"{name}__")
            found.queries[table] = node.compiled_code
            found.reads[table] = sorted(sources_of(manifest, unique_id))
    return found


def part_of(manifest: Any, name: str) -> Any:
    """A manifest of the adapter's models alone; dbt writes into it, and the kept one stays."""
    folder = (FOLDER / name).relative_to(ROOT)
    own = {
        unique_id: deepcopy(node)
        for unique_id, node in manifest.nodes.items()
        if Path(node.original_file_path).parent == folder
    }
    return project.manifest_of(project.contents(manifest) | {"nodes": own})


def compile_models(manifest: Any, name: str) -> None:
    """Let dbt put the names of the tables into the SQL of an adapter; no warehouse is touched."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    build.without_debug_messages()
    with (
        tempfile.TemporaryDirectory() as folder,
        build.environment(WAREHOUSE=f"{folder}/none.duckdb", LEDGER=""),
    ):
        build.leaving_out = ""
        try:
            result = dbtRunner(manifest=manifest).invoke(
                [*project.QUIETLY, "compile", "--no-write-json", "--target-path", folder,
                 *project.HERE, "--select", f"path:models/adapters/{name}"]
            )  # fmt: skip
        finally:
            build.leaving_out = None
            build.close(DuckDBConnectionManager)
    if not result.success:
        raise UserError(build.sentence_of(str(result.exception or "no message"), name))


def sources_of(manifest: Any, unique_id: str) -> set[str]:
    """The tables of the source that a model is made from, by way of other models too."""
    if unique_id in manifest.sources:
        return {manifest.sources[unique_id].name}
    parents = manifest.nodes[unique_id].depends_on.nodes
    return {name for parent in parents for name in sources_of(manifest, parent)}


def examine(adapter: Adapter, folder: Path, contract: list[Table], common: list[str]) -> list[str]:
    """Match the files of a folder to the tables of the source, and others to tables of the contract
    that it does not fill; the names of all other entries.

    Errors: UserError with all that is wrong in the folder.
    """
    own = [table.name for table in adapter.tables]
    beside = [table for table in contract if table.name not in own]
    found, others, faults = raw_files.find(
        folder,
        [*own, *(table.name for table in beside)],
        is_strict=False,
        endings=(*raw_files.ENDINGS, *raw_files.JSON_LINES),
    )
    for table in beside:
        if table.name in found and table.name in adapter.queries:
            faults.append(
                UserError(
                    f"{found.pop(table.name).name} is a table that {adapter.name} fills from its "
                    "own files; move it out of the folder."
                )
            )
    for tables, more in ((adapter.tables, []), (beside, common)):
        for table in tables:
            table.path = found.get(table.name)
            if table.path:
                try:
                    examine_file(table, more)
                except UserError as fault:
                    faults.append(fault)
    refuse_all(faults, str(folder))
    return others


def fill(
    adapter: Adapter,
    contract: list[Table],
    con: duckdb.DuckDBPyConnection,
    is_delta: bool = False,
    base: Path | None = None,
) -> None:
    """Put the files into the schema of the source, and tell each table of the contract its SQL.
    `base` is the warehouse of earlier loads when this is not it.
    """
    schema = adapter.name
    con.execute(
        f"create schema if not exists {schema}; create table if not exists {schema}.load_manifest "
        "(table_name varchar primary key, file_name varchar, sha256 varchar)"
    )
    first = [table for table in adapter.tables if table.name in adapter.mode_reads]
    for table in first:
        keep(adapter, table, con, "bulk")
    modes = load_modes(adapter, con, is_delta)
    is_delta = is_delta or "delta" in modes.values()
    if is_delta and base:
        copy_of(schema, base, con)
    for table in adapter.tables:
        if table not in first and (table.path or not is_delta):
            keep(adapter, table, con, modes.get(table.name, "bulk"))
    kept = {
        name: (file, digest)
        for name, file, digest in con.execute(f"from {schema}.load_manifest").fetchall()
    }
    lacking = [t.name for t in adapter.tables if not t.is_optional and t.name not in kept]
    if lacking:
        raise UserError(
            f"The folder lacks files of {schema} that it cannot do without: {', '.join(lacking)}; "
            "add them."
        )
    for table in adapter.tables:  # of a delta, or of an adapter that has grown since
        if not known_columns(con, schema, table.name) >= set(table.columns):
            raise UserError(
                f"The warehouse holds no load of {schema} that a delta can follow: load all files "
                "first, without --delta."
            )
    for target in contract:
        use(adapter, target, con, kept)
        if is_delta and not target.file_name and target.name not in adapter.queries:
            stay(target, con)


def copy_of(source: str, base: Path, con: duckdb.DuckDBPyConnection) -> None:
    """The tables of the source and raw tables as earlier loads have left them in another warehouse;
    what this load has made stays.
    """
    if not base.exists():
        return
    con.execute(f"commit; attach {literal(base)} as base (read_only); begin")
    for schema, name in con.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where database_name = 'base' and schema_name in ('raw', ?)",
        [source],
    ).fetchall():
        con.execute(
            f"create schema if not exists {schema}; "
            f'create table if not exists {schema}."{name}" as from base.{schema}."{name}"'
        )
    if known_columns(con, source, "load_manifest", "base"):
        con.execute(
            f"insert or ignore into {source}.load_manifest from base.{source}.load_manifest"
        )


def known_columns(
    con: duckdb.DuckDBPyConnection, schema: str, table: str, warehouse: str = "warehouse"
) -> set[str]:
    """The columns of a table of a warehouse; none when there is none."""
    return {
        name
        for (name,) in con.execute(
            "select column_name from duckdb_columns() where schema_name = ? and table_name = ? "
            "and database_name = ?",
            [schema, table, warehouse],
        ).fetchall()
    }


def load_modes(adapter: Adapter, con: duckdb.DuckDBPyConnection, is_delta: bool) -> dict[str, str]:
    """For each file how it is loaded, bulk or delta. Errors: UserError when the folder is not what
    its own manifest says.
    """
    modes = {table.name: "delta" if is_delta else "bulk" for table in adapter.tables}
    told = dict(con.execute(adapter.modes).fetchall()) if adapter.modes else {}
    faults = []
    for table in adapter.tables:
        mode = told.get(table.name)
        if mode not in (None, "bulk", "delta", "absent"):
            faults.append(f"gives {table.name} another word than bulk, delta or absent")
        elif mode == "absent" and table.path:
            faults.append(f"says that {table.path.name} is absent, but it is there")
        elif mode in ("bulk", "delta") and not table.path:
            faults.append(f"names {table.name} as {mode}, but there is no such file")
        elif mode in ("bulk", "delta"):
            modes[table.name] = mode
    refuse_all(
        [UserError(f"The manifest {fault}; correct one of the two.") for fault in faults],
        "The folder",
    )
    return modes


def keep(adapter: Adapter, table: Table, con: duckdb.DuckDBPyConnection, mode: str) -> None:
    """Replace a table of the source by its file (without one it is empty), or merge the file into
    it: rows of a key that the file has go, and those come that are not marked as deleted.
    """
    target = f'{adapter.name}."{table.name}"'
    digest = table.sha256
    if mode == "bulk" or not table.path:
        store(con, table, [], target)
    else:
        before = con.execute(
            f"select sha256 from {adapter.name}.load_manifest where table_name = ?", [table.name]
        ).fetchone()
        if not before:
            raise UserError(
                f"{table.path.name} holds changes, but no load of {adapter.name} before it had "
                f"that file: load all of {table.name} first."
            )
        digest = project.digest_of(f"{before[0]} {digest}")
        store(con, table, [], f'{adapter.name}."{table.name} changes"')
        same_key = " and ".join(
            f'known."{name}" is not distinct from changes."{name}"'
            for name in adapter.keys[table.name]
        )
        deleted = " or ".join(
            f'"{name}" = {literal(value)}'
            for name, value in adapter.deleted_when[table.name].items()
        )
        merge = (SQL / "merge_changes.sql").read_text(encoding="utf-8")
        con.execute(
            merge.format(
                known=target,
                changes=f'{adapter.name}."{table.name} changes"',
                same_key=same_key,
                deleted=deleted or "false",
            )
        )
    con.execute(f"delete from {adapter.name}.load_manifest where table_name = ?", [table.name])
    if table.path:
        con.execute(
            f"insert into {adapter.name}.load_manifest values (?, ?, ?)",
            [table.name, table.file_name, digest],
        )


def use(
    adapter: Adapter,
    target: Table,
    con: duckdb.DuckDBPyConnection,
    kept: Mapping[str, tuple[str, str]],
) -> None:
    """Of a table of the contract: its SQL, the columns that this gives, and the files behind it."""
    files = [kept[name] for name in adapter.reads.get(target.name, []) if name in kept]
    query = adapter.queries.get(target.name)
    if not query or not files:
        return
    given = [name for name, *_ in con.execute(f"describe {query}").fetchall()]
    target.query = query
    target.header = [(name, f'"{name}"') for name in given]
    target.missing = [name for name in target.columns if name not in given]
    # In the order of the rows themselves: however the source came to them, the table is the same.
    target.order = [f'"{name}"' for name in [*target.columns, "updated_at"] if name in given]
    target.file_name = f"{adapter.name}: " + ", ".join(sorted(file for file, _ in files))
    target.sha256 = project.digest_of(" ".join(sorted(digest for _, digest in files)))
    target.row_count = None


def stay(target: Table, con: duckdb.DuckDBPyConnection) -> None:
    """Keep a table of the contract that an earlier load had and that a delta does not name."""
    if not known_columns(con, "raw", "load_manifest"):
        return
    before = con.execute(
        "select file_name, sha256, missing_columns from raw.load_manifest "
        "where table_name = ? and file_name is not null",
        [target.name],
    ).fetchone()
    if not before:
        return
    names = known_columns(con, "raw", target.name) - {"_row_number"}
    target.file_name, target.sha256 = before[:2]
    target.missing = before[2].split(", ") if before[2] else []
    target.query = f'select * from raw."{target.name}"'
    target.header = [(name, f'"{name}"') for name in sorted(names)]
    target.order = ["_row_number"]
    target.row_count = None
