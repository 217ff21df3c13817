"""What dbt runs for a node, kept: a later build of the same project runs it without dbt.

For a node dbt runs one text that no run changes: the options of a run stand in variables of the
session (macro option), the day too, and every relation has one name whatever the warehouse's file
is called. The text is kept in target/parsed beside the project that dbt has read, so another file,
option or day needs neither dbt nor Jinja, which take seconds where the SQL takes a fraction of one.
So is what dbt does at the start of a run, to the raw tables and the ledger; where an earlier start
has seen the same tables it is left out. Where anything is not as it was, dbt does the work.
"""

import os
import queue
import shutil
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from statefiles import common, guard, machine, project
from statefiles.parts import atomic_write
from statefiles.project import Node, Project
from statefiles.settings import PREFIX, may_be_on

COLUMNS = ".columns"  # ending of a file with the statement that makes a table without rows
START = ".start"  # and of one with what the start of a run does to the tables of a digest
NOT_BUILT = "not built: "  # begins the comment on a table without the rows of these files
PARSED: dict[str, list[duckdb.Statement]] = {}
SESSION = "statefiles_"  # begins the names of variables of a session, as macro option reads them


def set_options(con: duckdb.DuckDBPyConnection, day: str = "", left_out: str = "") -> None:
    """Give a session the options of the run, its day when dbt does not know it, and the files whose
    rows are left out (see macro is_left_out).
    """
    given = {
        name[len(PREFIX) :].lower(): value.strip()
        for name, value in os.environ.items()
        if name.startswith(PREFIX) and value.strip()
    }
    for name, value in (given | {"run_day": day, "left_out": left_out}).items():
        if value:
            con.execute(f'set variable "{SESSION}{name}" = {common.literal(value)}')


def folder(known: Project) -> Path:
    """Where the statements of a project are kept."""
    return project.PARSED / known.digest[:16]


def keep(known: Project, target: Path, nodes: Iterable[Any]) -> None:
    """Keep what dbt has run for its nodes, from the folder that it writes to."""
    home = folder(known)
    home.mkdir(mode=0o700, exist_ok=True)
    for node in nodes:
        if varies(known, node.unique_id):
            continue
        name = f"{known.nodes[node.unique_id].relation}.{node.config.materialized}.sql"
        run = target / "run" / node.package_name / node.original_file_path
        if run.is_file():
            with atomic_write(home / name) as part:
                shutil.copyfile(run, part)


def keep_start(known: Project, target: Path, digest: str) -> None:
    """Keep what the start of a run of dbt did to tables, by what it saw of them (see start_of)."""
    hooks = sorted(target.glob("compiled/*/dbt_project.yml/hooks/*-on-run-start-*.sql"))
    if digest and hooks:
        with atomic_write(folder(known) / f"{digest[:16]}{START}") as part:
            texts = [hook.read_text(encoding="utf-8") for hook in hooks]
            part.write_text(";\n".join(texts), encoding="utf-8", newline="\n")


def keep_columns(known: Project, warehouse: Path, unique_ids: Collection[str]) -> None:
    """Keep the statement that makes the table of a node without rows, unless it is kept already."""
    new = {*unique_ids} - kept_columns(known).keys()
    if not new:
        return
    with common.connect(warehouse, read_only=True) as con:
        made = con.execute(
            "select schema_name || '.' || table_name, sql from duckdb_tables() "
            "where database_name = current_database() "
            "and schema_name || '.' || table_name in (select unnest($1))",
            [[known.nodes[i].relation for i in new]],
        ).fetchall()
    for relation, statement in made:
        with atomic_write(folder(known) / f"{relation}{COLUMNS}") as part:
            part.write_text(statement, encoding="utf-8", newline="\n")


def kept(known: Project) -> dict[str, Path]:
    """The file with the statement of each node that has one, by unique id."""
    return {i: path for i, path in of_nodes(known, ".sql").items() if not varies(known, i)}


def kept_columns(known: Project) -> dict[str, Path]:
    """The file with the statement that makes the table of a node without rows, by unique id."""
    return of_nodes(known, COLUMNS)


def of_nodes(known: Project, ending: str) -> dict[str, Path]:
    """The files of an ending, by the unique id of their node."""
    ids = {node.relation: unique_id for unique_id, node in known.nodes.items()}
    paths = folder(known).glob(f"*{ending}")
    return {ids[".".join(path.name.split(".")[:2])]: path for path in paths}


def stand_in(known: Project, warehouse: Path, nodes: Mapping[str, Path]) -> None:
    """Make tables without rows for nodes that nobody has asked for, unless one of these columns is
    there.
    """
    with common.connect(warehouse) as con:
        there = {
            relation: (kind, statement)
            for relation, kind, statement in con.execute(
                "select schema_name || '.' || table_name, 'table', sql from duckdb_tables() "
                "where database_name = current_database() union all "
                "select schema_name || '.' || view_name, 'view', sql from duckdb_views() "
                "where database_name = current_database()"
            ).fetchall()
        }
        new = {}
        for unique_id, path in nodes.items():
            statement = path.read_text(encoding="utf-8")
            kind, old = there.get(known.nodes[unique_id].relation, ("", ""))
            if old != statement:
                new[unique_id] = kind, statement
        con.begin()
        if "build.by_hand" in there:  # of a warehouse that was built before
            forget(con, known, new)
        for unique_id, (kind, statement) in new.items():
            relation = known.nodes[unique_id].relation
            con.execute(f"create schema if not exists {relation.split('.')[0]}")
            if kind:
                con.execute(f"drop {kind} {relation}")
            con.execute(statement)
            say_left_out(con, relation, project.files_of(known.nodes[unique_id]))
        con.commit()


def without(node: Node, left_out: str) -> set[str]:
    """The files whose rows a step leaves out, or what it is made from; a view has no rows."""
    return set() if node.is_view else project.files_of(node) & {*left_out.split(",")}


def say_left_out(con: duckdb.DuckDBPyConnection, relation: str, files: Iterable[str]) -> None:
    """Note on a table that it holds no rows of these files, for macro not_built_tables. What
    replaces the table has no such comment.
    """
    said = common.literal(NOT_BUILT + ",".join(sorted(files)))
    con.execute(f"comment on table {relation} is {said}")


def said_left_out(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The files whose rows a table does not hold, by relation, of the tables that say so."""
    said = con.execute(
        "select schema_name || '.' || table_name, comment from duckdb_tables() "
        f"where database_name = current_database() and starts_with(comment, '{NOT_BUILT}')"
    ).fetchall()
    return {relation: {*comment[len(NOT_BUILT) :].split(",")} for relation, comment in said}


def varies(known: Project, unique_id: str) -> bool:
    """True when the statement of a node is that of this run alone: a switch may be on, or the
    ledger is in a file of its own, which has another name.
    """
    return bool(common.ledger_path()) or any(map(may_be_on, known.nodes[unique_id].varies_with))


def start_of(con: duckdb.DuckDBPyConnection, known: Project) -> str:
    """What the start of a run looks at: the columns of raw tables and of the ledger's, by digest;
    blank when the ledger is in a file of its own, which remembers each start.
    """
    if common.ledger_path():
        return ""
    columns = con.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns "
        "where table_schema in ('raw', 'ledger') and table_catalog = current_database() "
        "order by all"
    ).fetchall()
    return project.digest_of(f"{known.digest} {columns}")


def remember_start(con: duckdb.DuckDBPyConnection, known: Project) -> None:
    """Note that a run of dbt has seen to the raw tables and the ledger as they stand."""
    con.execute(
        "create or replace table build.last_start as select $1 as digest", [start_of(con, known)]
    )


def is_started(con: duckdb.DuckDBPyConnection, known: Project) -> bool:
    """True when the start of a run would change nothing."""
    try:
        row = con.execute("select digest from build.last_start").fetchone()
    except duckdb.CatalogException:
        return False
    return bool(row and row[0]) and row == (start_of(con, known),)


def start(con: duckdb.DuckDBPyConnection, known: Project) -> bool:
    """Do what a run of dbt has done at its start to the same tables; False when none has, or when
    it cannot be done to these (a view has no columns to add): dbt says why.
    """
    path = folder(known) / f"{start_of(con, known)[:16]}{START}"
    if not path.is_file():
        return False
    try:
        for statement in con.extract_statements(path.read_text(encoding="utf-8")):
            # What that run forgot is what it was to build.
            if statement.type != duckdb.StatementType.DELETE:
                con.execute(statement)
    except duckdb.Error:
        return False
    remember_start(con, known)
    return True


def run(
    known: Project,
    warehouse: Path,
    nodes: Mapping[str, Path],
    day: datetime,
    left_out: str,
    console: Console,
) -> tuple[set[str], BaseException | None]:
    """Run the statements of nodes, two at a time, each after those that it reads and without the
    rows of some files; the nodes that are built, and an error, after which no more are begun.
    """
    with (
        common.connect(warehouse) as con,
        console.status("Building") as status,
        guard.ended_at_once(),
        ExitStack() as closed_at_the_end,
    ):
        machine.clear_spill(warehouse)
        forget(con, known, nodes)
        kinds = dict(
            con.execute(
                "select table_schema || '.' || table_name, "
                "if(table_type = 'VIEW', 'view', 'table') from information_schema.tables "
                "where table_catalog = current_database()"
            ).fetchall()
        )
        count = 1 if machine.is_small() else 2
        sessions: queue.SimpleQueue[duckdb.DuckDBPyConnection] = queue.SimpleQueue()
        for _ in range(count):
            session = closed_at_the_end.enter_context(con.cursor())
            session.execute("use warehouse")
            set_options(session, f"{day:%Y-%m-%d}", left_out)
            sessions.put(session)

        def build(unique_id: str) -> None:
            session = sessions.get()
            try:
                relation = known.nodes[unique_id].relation
                absent = without(known.nodes[unique_id], left_out)
                replace(session, relation, kinds.get(relation, ""), nodes[unique_id], absent)
            finally:
                sessions.put(session)

        order = TopologicalSorter({i: nodes_before(known, i, nodes) for i in nodes})
        order.prepare()
        done: set[str] = set()
        trouble: BaseException | None = None
        running: dict[Future[None], str] = {}
        with ThreadPoolExecutor(count) as pool:
            while order.is_active() and (running or not trouble):
                if not trouble:
                    running |= {pool.submit(build, i): i for i in order.get_ready()}
                ended, _ = wait(running, return_when=FIRST_COMPLETED)
                for one in ended:
                    unique_id = running.pop(one)
                    if one.cancelled():
                        continue
                    if error := one.exception():
                        trouble = error
                        for waiting in running:
                            waiting.cancel()
                    else:
                        order.done(unique_id)
                        done.add(unique_id)
                status.update(f"{len(done)} of {len(nodes)}")
        return done, trouble


def nodes_before(known: Project, unique_id: str, nodes: Collection[str]) -> set[str]:
    """Which of the nodes a node waits for; a view between them that stays waits in its place."""
    found: set[str] = set()
    waiting = [*known.nodes[unique_id].parents]
    while waiting:
        parent = waiting.pop()
        if parent in nodes:
            found.add(parent)
        elif parent in known.nodes and known.nodes[parent].is_view:
            waiting += known.nodes[parent].parents
    return found


def forget(con: duckdb.DuckDBPyConnection, known: Project, nodes: Iterable[str]) -> None:
    """As macro forget_fingerprints: what is built from now on does not pass for built before."""
    relations = [known.nodes[i].relation for i in nodes]
    for table in ("fingerprints", "by_hand"):
        con.execute(f"delete from build.{table} where relation_name in (select unnest($1))",
                    [relations])  # fmt: skip
    for schema in sorted({relation.split(".")[0] for relation in relations}):
        con.execute(f"create schema if not exists {schema}")


def replace(
    session: duckdb.DuckDBPyConnection,
    relation: str,
    old_kind: str,
    statement: Path,
    absent: Collection[str],
) -> None:
    """Put a relation, without the rows of some files, in the place of the old one; after an error
    the old one is there.
    """
    kind = statement.name.split(".")[2]
    session.begin()
    try:
        if old_kind and (kind == "seed" or kind != old_kind):
            session.execute(f"drop {old_kind} {relation}")
        for one in parsed(session, statement.read_text(encoding="utf-8")):
            session.execute(one)
        if absent:
            say_left_out(session, relation, absent)
        session.commit()
    except BaseException:
        session.rollback()
        raise


def parsed(session: duckdb.DuckDBPyConnection, text: str) -> list[duckdb.Statement]:
    """The statements of a text, which a program that builds for one agency after the other reads
    once: that is a fifth of what they cost where there are few rows.
    """
    if text not in PARSED:
        PARSED[text] = session.extract_statements(text)
    return PARSED[text]
