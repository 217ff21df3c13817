"""Build what is not up to date in a warehouse, with dbt in this process.

    python scripts/build.py                 # every model and seed that is not up to date
    python scripts/build.py fct_enrollments senr_fall
    python scripts/build.py --list          # what is not built from these tables and options
    python scripts/build.py --target spark  # every model, on Apache Spark; see docs/spark.md

A model is up to date when its code, the seeds and models before it, the raw tables, the ledger and
the run's options are those it was built from: build.fingerprints remembers that for each. What dbt
builds by hand is built again the next time. Exit 0: built. 2: wrong use or bad input.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
from rich.console import Console

from statefiles import common, guard, machine, project, settings, statements
from statefiles.common import ROOT, UserError
from statefiles.ledger import identity
from statefiles.project import Project
from statefiles.settings import PREFIX

ASKED = "asked"
LEDGER = "ledger"
LISTS = "models/submission"  # whose views read the steps of every file
FILES = "models/exports/"
LEDGER_SOURCE = "source.statefiles.ledger."
# While a program of this process runs dbt: the files whose rows it leaves out.
leaving_out: str | None = None


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Environment variables for what runs inside, and the old ones afterwards."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def options_text() -> str:
    """All that the run's options follow from: settings of the project, variables, and without an
    as-of date the day.
    """
    text = (ROOT / "dbt_project.yml").read_text(encoding="utf-8")
    given = {k: v for k, v in sorted(os.environ.items()) if k.startswith(PREFIX) and v}
    day = "" if settings.given_text("as_of_date") else f"{now():%Y-%m-%d}"
    return json.dumps([project.digest_of(text), given, day])


def now() -> datetime:
    """The time where the agency is."""
    return datetime.now(ZoneInfo(settings.project_vars()["agency:time_zone"]))


def raw_digests(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """A digest of each raw table by its name: of where its rows are stored, or of its rows while
    the database has changes of them that are not stored yet.
    """
    names = [
        name
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where schema_name = 'raw' "
            "and database_name = current_database()"
        ).fetchall()
    ]
    if not names:
        return {}
    stored = " union all ".join(
        f"select '{name}', (select count(*) from raw.\"{name}\"), "
        "count(*) filter (where not persistent or has_updates) > 0, bit_xor(hash(segments)) "
        "from (select row_group_id, column_path, segment_id, start, count, compression, stats, "
        f"block_id, block_offset, persistent, has_updates from pragma_storage_info('raw.{name}')"
        ") as segments"
        for name in names
    )
    found = {}
    for name, rows, is_changing, digest in con.execute(stored).fetchall():
        if is_changing:
            row = con.execute(f'select sum(cast(hash(t) as hugeint)) from raw."{name}" as t')
            (digest,) = row.fetchone() or ("",)
        found[name] = f"{rows} {digest}" if rows else ""
    return found


def ledger_digest(con: duckdb.DuckDBPyConnection) -> str:
    """A digest of the batches and their states, wherever the ledger is; blank without one."""
    file = common.ledger_path()
    ledger = "ledger"
    if file and file.exists():
        attached = "select 1 from duckdb_databases() where database_name = 'ledger_file'"
        if not con.execute(attached).fetchone():
            con.execute(f"attach {common.literal(file)} as ledger_file (read_only)")
        ledger = "ledger_file.ledger"
    try:
        counts = con.execute(
            f"select (select sum(cast(hash(b) as hugeint)) from {ledger}.batches as b), "
            f"(select sum(cast(hash(s) as hugeint)) from {ledger}.batch_steps as s), "
            f"(select nullif(count(*), 0) from {ledger}.record_spans), "
            f"(select sum(cast(hash(e) as hugeint)) from {ledger}.state_extracts as e)"
        ).fetchone()
    except duckdb.CatalogException:  # made at the start of the first run
        counts = None
    return f"{file or ''} {counts}" if counts and any(counts) else ""


@dataclass(frozen=True)
class State:
    """What each node would be built from now, the nodes that are built from just that (or, when
    asked, from that and an earlier state of the ledger), and those that have a relation at all; the
    files whose rows are left out, by node and together.
    """

    fingerprints: dict[str, str]
    fresh: set[str]
    present: set[str]
    left_out_of: dict[str, set[str]]

    def leaves_out(self, file: str, nodes: Collection[str]) -> bool:
        """Whether one of the nodes leaves out a file, or one that it is compared with."""
        wanted = read_with([file])
        return any(wanted & self.left_out_of.get(i, set()) for i in nodes)

    @property
    def left_out(self) -> str:
        """The files that are left out, as the session of a build has them."""
        return ",".join(sorted(set().union(*self.left_out_of.values())))


def up_to_date(
    known: Project,
    warehouse: Path,
    files: Collection[str] | None = None,
    whatever_was_sent: bool = False,
) -> State:
    """How a warehouse stands to a run that asks for these files (None: for all), besides which it
    keeps those that it holds.
    """
    with common.connect(warehouse, read_only=True) as con:
        raw = common.found_once(warehouse, "raw_digests", lambda: raw_digests(con))
        return state_of(known, con, raw | {LEDGER: ledger_digest(con)}, files, whatever_was_sent)


def state_of(
    known: Project,
    con: duckdb.DuckDBPyConnection,
    digests: Mapping[str, str],
    files: Collection[str] | None = None,
    whatever_was_sent: bool = False,
) -> State:
    """As up_to_date, of a warehouse with these digests of raw tables and ledger."""
    inputs = sources_of(known, digests)
    relations = {
        name
        for (name,) in con.execute(
            "select table_schema || '.' || table_name from information_schema.tables "
            "where table_catalog = current_database()"
        ).fetchall()
    }
    stamps: dict[str, str] = {}
    if "build.fingerprints" in relations:
        stamps = dict(
            con.execute("select relation_name, fingerprint from build.fingerprints").fetchall()
        )
    if "build.by_hand" in relations:
        stamps |= stamps_by_hand(known, con)
    said = statements.said_left_out(con)
    present = {i for i, node in known.nodes.items() if node.relation in relations}
    left_out = {i: set[str]() for i, node in known.nodes.items() if node.leaves_out}
    if files is not None:
        wanted = read_with(files)
        for i in left_out:
            node = known.nodes[i]
            absent = said.get(node.relation, set()) if i in present else project.files_of(node)
            left_out[i] = absent - wanted
    texts = {i: ",".join(sorted(absent)) for i, absent in left_out.items()}
    fingerprints = fingerprints_of(known, inputs, options_text(), texts)
    parts = 1 if whatever_was_sent else 2
    fresh = {
        i
        for i in present
        if stamps.get(known.nodes[i].relation, "").split(":")[:parts]
        == fingerprints[i].split(":")[:parts]
    }
    return State(fingerprints, fresh, present, left_out)


def rests_on(known: Project, fresh: Collection[str]) -> dict[str, set[str]]:
    """For each node that is built from what it would be built from now: the nodes that hold its
    rows, itself, and of a view also those that it reads.
    """
    found: dict[str, set[str]] = {}
    for i, node in known.nodes.items():
        below = [p for p in node.parents if p in known.nodes] if node.is_view else []
        if i in fresh and all(p in found for p in below):
            found[i] = {i}.union(*(found[p] for p in below))
    return found


def read_with(files: Iterable[str]) -> set[str]:
    """Files, and those whose rows their own are compared with, as the seed exports has it."""
    found: set[str] = set()
    waiting = [*files]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += read_files()[name]
    return found


@cache
def read_files() -> dict[str, list[str]]:
    """The files that each file is compared with."""
    return {row["export_name"]: row["read_files"].split() for row in common.seed("layouts/exports")}


def fingerprints_of(
    known: Project, inputs: Mapping[str, str], options: str, left_out: Mapping[str, str]
) -> dict[str, str]:
    """The fingerprint of each node in two parts, without the ledger and with it. A view holds no
    rows: its text alone counts, and what it reads is compared for itself.
    """
    unsent = {i: "" if i.startswith(LEDGER_SOURCE) else digest for i, digest in inputs.items()}
    without = known.fingerprints(unsent, options, left_out)
    whole = known.fingerprints(inputs, options, left_out)
    text = known.fingerprints({}, "", {})
    return {
        i: f"{text[i]}:{text[i]}" if node.is_view else f"{without[i]}:{whole[i]}"
        for i, node in known.nodes.items()
    }


def sources_of(known: Project, digests: Mapping[str, str]) -> dict[str, str]:
    """Digests of raw tables and of the ledger, by the unique ids of dbt's sources."""
    sources = {f"source.statefiles.sis.{name}": value for name, value in digests.items()}
    for node in known.nodes.values():
        for parent in node.parents:
            if parent.startswith(LEDGER_SOURCE):
                sources[parent] = digests[LEDGER]
    return sources


def stamps_by_hand(known: Project, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What dbt has built by hand from the project as it stands: fingerprints by relation."""
    found: dict[str, str] = {}
    relations = {node.relation: unique_id for unique_id, node in known.nodes.items()}
    for options, digests, names in con.execute(
        "select options_text, input_digests, list(relation_name) from build.by_hand "
        "where project_digest = ? group by options_text, input_digests",
        [known.digest],
    ).fetchall():
        inputs = sources_of(known, json.loads(digests))
        fingerprints = fingerprints_of(known, inputs, options, {})
        found |= {name: fingerprints[relations[name]] for name in names if name in relations}
    return found


def stale(
    known: Project,
    warehouse: Path,
    wanted: Collection[str],
    options: Mapping[str, str],
    files: Collection[str] | None = None,
) -> list[str]:
    """The names of nodes, and of what they are made from, that are not built from these options,
    raw tables, seeds and models with the rows of the files (None: all); what was sent since the
    build does not count.
    """
    given = {f"{PREFIX}{name.upper()}": value for name, value in options.items()}
    with environment(WAREHOUSE=str(warehouse), **given):
        fresh = up_to_date(known, warehouse, files, whatever_was_sent=True).fresh
    asked = known.ancestors(wanted)
    return [node.name for i, node in known.nodes.items() if i in asked and i not in fresh]


def refuse_what_is_not_built(
    warehouse: Path,
    wanted: Collection[str],
    options: Mapping[str, str],
    files: Collection[str] | None = None,
) -> None:
    """With --no-build a file must still come from what the run says.

    Errors: UserError with the first relation that does not.
    """
    names = stale(project.read(), warehouse, wanted, options, files)
    if names:
        raise UserError(
            f"The warehouse is not built from these options, raw tables and models ({names[0]} is "
            "of another build): leave out --no-build."
        )


def stamp(known: Project, warehouse: Path, fingerprints: Mapping[str, str]) -> None:
    """Remember what nodes are built from."""
    with common.connect(warehouse) as con:
        con.execute(
            "insert or replace into build.fingerprints select unnest(?), unnest(?)",
            [[known.nodes[i].relation for i in fingerprints], list(fingerprints.values())],
        )


def build(
    warehouse: Path,
    wanted: Collection[str] | None = None,
    options: Mapping[str, str] | None = None,
    console: Console | None = None,
    files: Collection[str] | None = None,
    with_lists: bool = False,
) -> int:
    """Bring nodes (unique ids; None: all) and what they are made from up to date; returns how many
    were built. Steps that files share hold the rows of those named (None: of all), and of those
    that were asked for before. With the lists of all files (findings, exclusions, summary), the
    tables of a file that nobody has asked for yet stand there without rows, and the summary says
    so.

    Errors: UserError with the sentence of a wrong option or a missing raw table; what was built
    before it stays, and is not built again.
    """
    known = project.read()
    given = {f"{PREFIX}{name.upper()}": value for name, value in (options or {}).items()}
    with environment(WAREHOUSE=str(warehouse), **given):
        identity.check(warehouse)
        state = up_to_date(known, warehouse, files)
        asked = known.ancestors(known.nodes if wanted is None else wanted)
        absent: dict[str, Path] = {}
        if with_lists:
            lists, of_files = read_by_lists(known, asked)
            columns = statements.kept_columns(known)
            asked |= lists | known.ancestors(of_files - columns.keys() - state.present)
            absent = {i: columns[i] for i in of_files - asked if i in columns}
        stale = asked - state.fresh
        if not stale:
            return 0
        if absent:
            statements.stand_in(known, warehouse, absent)
        done, trouble = make(
            known, warehouse, stale, state.left_out, console or Console(stderr=True)
        )
        # Raw tables that were missing are there now; who was not reached is as it was.
        if done:
            stamp(known, warehouse, {i: state.fingerprints[i] for i in done})
            of_files = {i for i in done if known.nodes[i].folder.startswith(FILES)}
            statements.keep_columns(known, warehouse, of_files)
    if trouble:
        raise UserError(trouble)
    return len(done)


def read_by_lists(known: Project, asked: Collection[str]) -> tuple[set[str], set[str]]:
    """What the lists of all files are made from, every seed with it, and the tables of files not
    asked for among it, whose own parents are left aside.
    """
    lists = {i for i in known.nodes if i.startswith("seed.")}
    of_files: set[str] = set()
    waiting = [i for i, node in known.nodes.items() if node.folder == LISTS and node.is_view]
    while waiting:
        unique_id = waiting.pop()
        node = known.nodes.get(unique_id)
        if not node or unique_id in lists:
            continue
        if unique_id not in asked and node.folder.startswith(FILES) and not node.is_view:
            of_files.add(unique_id)
        else:
            lists.add(unique_id)
            waiting += node.parents
    return lists, of_files


def make(
    known: Project, warehouse: Path, nodes: Collection[str], left_out: str, console: Console
) -> tuple[set[str], str]:
    """Build nodes, without the rows of the files that are left out: by the statements that dbt has
    run before where they are kept, else by dbt.
    """
    kept = {i: path for i, path in statements.kept(known).items() if i in nodes}
    first, digest = set[str](), ""
    with common.connect(warehouse) as con:
        if not (statements.is_started(con, known) or statements.start(con, known)):
            # dbt comes first, and its start is once a run.
            ready = (i for i in known.nodes if i in nodes)
            first = {next(ready)} if len(kept) == len(nodes) else {*nodes}
            digest = statements.start_of(con, known)
    done, trouble = run_dbt(known, first, left_out, console, digest) if first else (set(), "")
    if done:
        with common.connect(warehouse) as con:
            statements.remember_start(con, known)
    rest = {*nodes} - first
    if trouble or not rest:
        return done, trouble
    unknown = rest - kept.keys()
    after = {i for i in rest if unknown & known.ancestors([i])}
    ours = {i: kept[i] for i in rest - after}
    built, error = statements.run(known, warehouse, ours, now(), left_out, console)
    done |= built
    rest -= built
    if isinstance(error, duckdb.InvalidInputException):  # the sentence of a model, see raise_error
        return done, sentence_of(str(error))
    if rest:  # dbt says what else is wrong, and its log where
        built, trouble = run_dbt(known, rest, left_out, console)
        done |= built
    return done, trouble


def run_dbt(
    known: Project, nodes: Collection[str], left_out: str, console: Console, start: str = ""
) -> tuple[set[str], str]:
    """Run dbt on the nodes, without the rows of the files that are left out; those that were built,
    and the sentence of what went wrong, or none.
    What it does is kept, with a digest of what its start sees (see statements.start_of) that too.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    without_debug_messages()
    common.release(common.warehouse_path())
    manifest = project.part_of(project.dbt_manifest(known.digest), known, nodes)
    place_ledger(manifest)
    wait_for_options(manifest)
    for unique_id in nodes:  # dbt selects a list of names slowly, a tag at once
        manifest.nodes[unique_id].tags = [ASKED]
    # dbt goes to the project's folder; a relative path of the caller means the caller's.
    with (
        console.status("Building") as status,
        tempfile.TemporaryDirectory() as target,
        guard.ended_at_once(Path(target)),
        chdir(Path.cwd()),
    ):

        def show(event: Any) -> None:
            if event.info.name in ("LogStartLine", "LogSeedStartLine"):
                status.update(f"{event.data.index} of {event.data.total} {event.data.description}")

        runner = dbtRunner(manifest=manifest, callbacks=[show])
        global leaving_out
        leaving_out = left_out
        try:
            result = runner.invoke(
                [*project.QUIETLY, "build", "--no-write-json", "--target-path", target,
                 *project.HERE, "--select", f"tag:{ASKED}",
                 *(["--threads", "1"] if machine.is_small() else [])]
            )  # fmt: skip
        finally:
            leaving_out = None
            close(DuckDBConnectionManager)
        found = getattr(result.result, "results", [])
        built = [
            one.node for one in found if one.status == "success" and one.node.unique_id in nodes
        ]
        statements.keep(known, Path(target), built)
        statements.keep_start(known, Path(target), start if built else "")
    done = {node.unique_id for node in built}
    partial = {i: files for i in done if (files := statements.without(known.nodes[i], left_out))}
    if partial:
        with common.connect(common.warehouse_path()) as con:
            for i, files in partial.items():
                statements.say_left_out(con, known.nodes[i].relation, files)
    if result.success:
        return done, ""
    failed = [(one.node.name, str(one.message)) for one in found if one.status in ("error", "fail")]
    if not failed and isinstance(result.exception, KeyboardInterrupt):
        raise result.exception
    step, words = (failed or [("", str(result.exception or "no message"))])[0]
    return done, sentence_of(words, step)


def without_debug_messages() -> None:
    """Let dbt make no messages that nobody sees: its log begins at `info` (project.QUIETLY). They
    took a sixth of the time of a small build.
    """
    from dbt_common.events.base_types import BaseEvent, EventLevel
    from dbt_common.events.event_manager import EventManager
    from dbt_common.events.event_manager_client import ctx_set_event_manager

    class FromInfo(EventManager):
        def fire_event(
            self,
            e: BaseEvent,
            level: EventLevel | None = None,
            node: Any = None,
            force_warn_or_error_handling: bool = False,
        ) -> None:
            if (level or e.level_tag()) != EventLevel.DEBUG:
                super().fire_event(e, level, node, force_warn_or_error_handling)

    ctx_set_event_manager(FromInfo())


def close(manager: Any) -> None:
    """Let go of the warehouse, which dbt keeps open for the next command of its process."""
    opened = manager._ENV
    manager.close_all_connections()
    if opened is not None:
        opened.close()


def place_ledger(manifest: Any) -> None:
    """The ledger's tables are where the LEDGER variable says, not where they were when parsed."""
    database = "ledger_file" if os.environ.get("LEDGER") else "warehouse"
    for source in manifest.sources.values():
        if source.source_name == "ledger":
            source.database = database
            source.relation_name = f'"{database}"."{source.schema}"."{source.identifier}"'


def wait_for_options(manifest: Any) -> None:
    """A model waits for what it reads with an option of the run; the manifest may be of another."""
    for node in manifest.nodes.values():
        for unique_id in project.reads_when(node, manifest, settings.may_be_on):
            if unique_id not in node.depends_on.nodes:
                node.depends_on.nodes.append(unique_id)


def sentence_of(text: str, step: str = "") -> str:
    """The one sentence for the user in what dbt tells of an error, at the step of the run."""
    if "Out of Memory Error" in text:
        return (
            f"The memory is not enough for {step or 'the build'}: the database may take "
            f"{machine.memory_limit()}. Close other programs, take a larger machine, or set "
            "WAREHOUSE_MEMORY to more."
        )
    if "No space left" in text:
        return f"The disk is full at {step or 'the start'}: make room and run this again."
    for opening in ("Invalid Input Error: ", "Compilation Error in operation ", "Runtime Error\n"):
        if opening in text:
            message = text.split(opening, 1)[1]
            if opening.startswith("Compilation"):
                message = message.split("\n", 1)[-1]
            return message.strip().splitlines()[0].strip()
    if "lock" in text.lower() and "IO Error" in text:
        return "The warehouse is in use by another program; close it there and run this again."
    first = next((line for line in text.splitlines() if line.strip()), "no message")
    where = f" at {step}" if step else ""
    return f"The build failed{where}: {first.strip()} (details in logs/dbt.log)."


def chosen(known: Project, names: Iterable[str]) -> list[str]:
    """The unique ids of named nodes. Errors: UserError for a name that there is not."""
    by_name = {node.name: unique_id for unique_id, node in known.nodes.items()}
    for name in names:
        if name not in by_name:
            raise UserError(f"There is no model or seed {name!r}: see dbt ls.")
    return [by_name[name] for name in names]


def main(argv: Sequence[str] | None) -> int:
    """Build all or the named models and what they are made from."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("models", nargs="*", metavar="MODEL", help="default: all")
    parser.add_argument(
        "--list",
        action="store_true",
        help="print what is not built from these raw tables, options and models, and build "
        "nothing; what was sent since does not count",
    )
    parser.add_argument(
        "--target", choices=("duckdb", "spark"), default="duckdb", help="engine; default: duckdb"
    )
    settings.add_arguments(parser)
    parser.add_argument("--warehouse", metavar="FILE")
    given = parser.parse_args(argv)
    if given.target == "spark" and (given.models or given.list):
        raise UserError("Spark builds every model: leave out --list and the names of models.")
    settings.apply(given)
    warehouse = common.warehouse_path(given.warehouse)
    if not warehouse.exists():
        raise UserError(
            f"There is no warehouse {warehouse.name}: "
            "load the raw tables with scripts/load.py first."
        )
    known = project.read()
    wanted = chosen(known, given.models) if given.models else [*known.nodes]
    with common.exclusive_lock(warehouse, "build.py"), common.kept_open(warehouse):
        if given.list:
            names = stale(known, warehouse, wanted, {})
            print(*names, sep="\n", end="\n" if names else "")
            return 0
        if given.target == "spark":
            from statefiles import spark  # which imports this module

            count = spark.run(warehouse)
        else:
            count = build(warehouse, wanted)
    print(f"Built {count} models and seeds." if count else "Everything was up to date.")
    return 0
