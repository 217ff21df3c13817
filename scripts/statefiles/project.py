"""The parsed dbt project, read once and kept: what its nodes are and what their rows follow from.

Reading the project takes dbt several seconds, so what the programs need of it is kept in
target/parsed under the digest of the project's files: a small description (JSON) and dbt's own
manifest without tests, for runs. Another warehouse, option or day changes neither.
"""

import hashlib
import json
import os
import pickle
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from statefiles import common
from statefiles.common import ROOT, UserError
from statefiles.parts import atomic_write

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

FOLDERS = ("models", "macros", "seeds", "tests/generic", "tests/singular")
FILES = ("dbt_project.yml", "profiles.yml", "selectors.yml", ".dbtignore", "requirements.lock")
PARSED = ROOT / "target" / "parsed"
# Nothing on the screen, and in the log what went wrong rather than every statement.
QUIETLY = ("--log-level", "none", "--no-use-colors", "--log-level-file", "info")
# For dbt, from wherever a program is called.
HERE = ("--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--log-path", str(ROOT / "logs"))
# Facts of a node that say nothing of its rows.
SILENT = ("meta", "tags", "docs", "group", "access", "persist_docs", "description")
# The macros whose value is that of the run: its options and its day.
OF_THE_RUN = ("option", "run_day")
LEAVES_OUT = "is_left_out"  # the macro of steps that need not hold the rows of all their files
# Macros that dbt itself calls for nodes of each kind.
CALLED_BY_DBT = {"seed": ("generate_schema_name", "duckdb__load_csv_rows"),
                 "model": ("generate_schema_name",)}  # fmt: skip


@dataclass(frozen=True)
class Node:
    """A model or seed: where its rows are, what they follow from, whether options count, and
    whether it can leave out the rows of files that nobody has asked for.

    A view is one whose text is the same for every run; its SQL varies with switches, see may_be_on.
    """

    name: str
    folder: str
    relation: str
    digest: str
    parents: tuple[str, ...]
    reads_options: bool
    varies_with: tuple[str, ...]
    is_view: bool
    leaves_out: bool


@dataclass(frozen=True)
class Project:
    """What the programs need of the project. Nodes are by unique id, parents before children."""

    digest: str
    nodes: dict[str, Node]
    versions: dict[str, str]

    def ancestors(self, unique_ids: Iterable[str]) -> set[str]:
        """The nodes and everything they are made from."""
        found: set[str] = set()
        waiting = list(unique_ids)
        while waiting:
            unique_id = waiting.pop()
            if unique_id in self.nodes and unique_id not in found:
                found.add(unique_id)
                waiting += self.nodes[unique_id].parents
        return found

    def fingerprints(
        self, inputs: Mapping[str, str], options: str, left_out: Mapping[str, str]
    ) -> dict[str, str]:
        """What the rows of each node follow from: its code and configuration, those of all nodes
        before it, the raw and ledger tables (`inputs`: digest by source), the run's options, and
        the files whose rows a node leaves out.
        """
        found = dict(inputs)
        for unique_id, node in self.nodes.items():
            parts = [node.digest, *(found.get(parent, "") for parent in node.parents)]
            if node.reads_options:
                parts.append(options)
            if left_out.get(unique_id):
                parts.append(left_out[unique_id])
            found[unique_id] = digest_of("\n".join(parts))
        return found


def files_of(node: Node) -> set[str]:
    """The exports that are made in the folder of a node."""
    return files_by_folder().get(node.folder, set())


@cache
def files_by_folder() -> dict[str, set[str]]:
    """The exports that are made in a folder."""
    found: dict[str, set[str]] = {}
    for row in common.seed("layouts/exports"):
        found.setdefault(common.export_folder(row), set()).add(row["export_name"])
    return found


def digest_of(text: str | bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def project_files() -> list[str]:
    """Every file that dbt reads of the project."""
    found = [
        os.path.join(folder, name)
        for top in FOLDERS
        for folder, _, names in os.walk(ROOT / top)
        for name in names
    ]
    return sorted(found) + [path for name in FILES if os.path.exists(path := f"{ROOT}/{name}")]


def project_digest() -> str:
    """One digest of all files of the project."""
    return _digest_of_files(
        tuple((path, (seen := os.stat(path)).st_mtime_ns, seen.st_size) for path in project_files())
    )


@cache
def _digest_of_files(files: tuple[tuple[str, int, int], ...]) -> str:
    """The digest of files as they stand: path, time of the last change and size of each."""
    lines = [
        f"{Path(path).relative_to(ROOT).as_posix()} {digest_of(Path(path).read_bytes())}"
        for path, _, _ in files
    ]
    return digest_of("\n".join(lines))


def read() -> Project:
    """The project as its files stand, parsed anew only when one of them has changed."""
    return _read(project_digest())


def read_before() -> Project | None:
    """The project as its files stand, where a program has read it."""
    digest = project_digest()
    return _read(digest) if (PARSED / f"{digest[:16]}.json").exists() else None


@cache
def _read(digest: str) -> Project:
    kept = PARSED / f"{digest[:16]}.json"
    if not kept.exists():
        with _parsing():
            if not kept.exists():
                _keep(digest, _parse())
    try:
        facts = json.loads(kept.read_text(encoding="utf-8"))
    except ValueError:  # of a run that was killed, or a disk that was full: made anew
        with _parsing():
            _keep(digest, _parse())
        facts = json.loads(kept.read_text(encoding="utf-8"))
    several = ("parents", "varies_with")
    nodes = {
        unique_id: Node(**node | {name: tuple(node[name]) for name in several})
        for unique_id, node in facts["nodes"].items()
    }
    return Project(digest, nodes, facts["versions"])


@cache
def dbt_manifest(digest: str) -> "Manifest":
    """dbt's manifest of the project with this digest, models, seeds and macros alone."""
    kept = PARSED / f"{digest[:16]}.pickle"
    try:
        return manifest_of(pickle.loads(kept.read_bytes()))
    except (OSError, EOFError, pickle.UnpicklingError):
        with _parsing():
            _keep(digest, _parse())
        return manifest_of(pickle.loads(kept.read_bytes()))


def contents(manifest: "Manifest") -> dict[str, Any]:
    """What a manifest holds; look-up tables and locks, whose names begin with _, are made anew."""
    return {name: value for name, value in vars(manifest).items() if not name.startswith("_")}


def manifest_of(held: Mapping[str, Any]) -> "Manifest":
    """A manifest of these contents. Its own way of being copied mixes up its look-up tables."""
    from dbt.contracts.graph.manifest import Manifest

    manifest = Manifest()
    vars(manifest).update(held)
    return manifest


def part_of(manifest: "Manifest", known: Project, nodes: Collection[str]) -> "Manifest":
    """The manifest of a run that builds these nodes: they and what they read, which is there. dbt
    looks at every node of a manifest several times. A view between two of them keeps its parents,
    so that the second waits for the first; a table needs none.
    """
    kept: dict[str, Any] = {}
    waiting = list(nodes)
    while waiting:
        unique_id = waiting.pop()
        if unique_id in kept or unique_id not in known.nodes:
            continue
        node = kept[unique_id] = copy(manifest.nodes[unique_id])
        node.tags = []
        if node.resource_type == "seed":
            continue
        goes_on = unique_id in nodes or known.nodes[unique_id].is_view
        parents = [*node.depends_on.nodes] if goes_on else []
        node.depends_on = replace(node.depends_on, nodes=parents)
        if goes_on:
            waiting += known.nodes[unique_id].parents
    operations = {i: node for i, node in manifest.nodes.items() if is_operation(node)}
    return manifest_of(contents(manifest) | {"nodes": kept | operations})


def is_operation(node: Any) -> bool:
    """True for what runs at the start or the end of a run."""
    return bool(node.resource_type == "operation")


def _parsing() -> FileLock:
    """One program at a time parses; the others wait and read what it has kept."""
    PARSED.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileLock(PARSED / "lock", mode=0o600)


def _parse() -> "Manifest":
    """The manifest of the project; UserError with dbt's words when it cannot be parsed."""
    from dbt.cli.main import dbtRunner

    result = dbtRunner().invoke([*QUIETLY, "parse", "--no-write-json", *HERE])
    if isinstance(result.exception, KeyboardInterrupt):  # dbt takes it for an error
        raise result.exception
    if not result.success:
        words = re.sub(r"\s+", " ", str(result.exception or "no message"))
        raise UserError(f"The project cannot be read: {words} (details in logs/dbt.log).")
    return result.result


def _keep(digest: str, manifest: "Manifest") -> None:
    """Write what the programs need under the digest; what is kept of other states goes."""
    facts = _described(manifest)
    manifest.nodes = {
        unique_id: node
        for unique_id, node in manifest.nodes.items()
        if node.resource_type in ("model", "seed", "operation")  # operations: on-run-start
    }
    for left_out in (
        "unit_tests", "exposures", "files", "docs", "metrics", "semantic_models", "disabled",
    ):  # fmt: skip
        setattr(manifest, left_out, {})
    manifest.build_flat_graph()
    for old in PARSED.iterdir():
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        elif old.name != "lock":
            old.unlink(missing_ok=True)
    with atomic_write(PARSED / f"{digest[:16]}.pickle") as part:
        part.write_bytes(pickle.dumps(contents(manifest), protocol=5))
    with atomic_write(PARSED / f"{digest[:16]}.json") as part:
        part.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


def _described(manifest: "Manifest") -> dict[str, Any]:
    """Nodes in the order of their lineage, and digests of the code."""
    own = {
        unique_id: node
        for unique_id, node in manifest.nodes.items()
        if node.resource_type in ("model", "seed")
        and node.config.materialized != "ephemeral"  # of an adapter, run by the loader
    }
    macros = _macro_closures(manifest)
    nodes: dict[str, dict[str, Any]] = {}

    def add(unique_id: str) -> None:
        node = own[unique_id]
        # In one order, whether or not the option was on when the project was parsed.
        read = [] if node.resource_type == "seed" else node.depends_on.nodes
        parents = sorted({*read, *reads_when(node, manifest)})
        for parent in parents:
            if parent in own and parent not in nodes:
                add(parent)
        calls = [f"macro.{node.package_name}.{name}" for name in CALLED_BY_DBT[node.resource_type]]
        calls += node.depends_on.macros
        called = sorted({inner for name in calls for inner in macros.get(name, ())})
        reads_options = any(
            name == f"macro.{node.package_name}.{of_run}"
            for name in called
            for of_run in OF_THE_RUN
        )
        nodes[unique_id] = {
            "name": node.name,
            "folder": Path(node.original_file_path).parent.as_posix(),
            "relation": f"{node.schema}.{node.alias}",
            "digest": _digest(manifest, node, called),
            "parents": parents,
            "reads_options": reads_options,
            "varies_with": sorted(node.config.meta.get("reads_when", {})),
            # Where the ledger is depends on the run.
            "is_view": node.config.materialized == "view"
            and not reads_options
            and all(parent in own for parent in parents),
            "leaves_out": f"macro.{node.package_name}.{LEAVES_OUT}" in called,
        }

    for unique_id in sorted(own):
        if unique_id not in nodes:
            add(unique_id)
    return {"nodes": nodes, "versions": _versions(manifest, own)}


def reads_when(
    node: Any, manifest: "Manifest", is_on: Callable[[str], bool] = lambda _: True
) -> list[str]:
    """The unique ids of what a model reads besides when an option may be on (see may_be_on)."""
    names = [
        name
        for option, read in node.config.meta.get("reads_when", {}).items()
        if is_on(option)
        for name in read
    ]
    return [i for i, other in manifest.nodes.items() if other.name in names] if names else []


def _digest(manifest: "Manifest", node: Any, called: Iterable[str]) -> str:
    """Code, configuration and macros of a node."""
    text = (ROOT / node.original_file_path).read_bytes()
    config = {k: v for k, v in node.config.to_dict().items() if k not in SILENT}
    columns = {name: column.data_type for name, column in node.columns.items()}
    return digest_of(
        json.dumps(
            [
                digest_of(text),
                config,
                columns,
                [digest_of(manifest.macros[name].macro_sql) for name in called],
            ],
            sort_keys=True,
            default=str,
        )
    )


def _macro_closures(manifest: "Manifest") -> dict[str, set[str]]:
    """Each macro of the project with those of the project that it calls, directly or not."""
    own = {name: macro for name, macro in manifest.macros.items() if ".statefiles." in name}
    found: dict[str, set[str]] = {}
    for start in own:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            name = waiting.pop()
            if name in own and name not in seen:
                seen.add(name)
                waiting += own[name].depends_on.macros
                # A dispatched macro names no callee: take its forms for all engines.
                short = name.rsplit(".", 1)[1]
                waiting += [f"macro.statefiles.{form}__{short}" for form in ("default", "duckdb")]
        found[start] = seen
    return found


def _versions(manifest: "Manifest", own: Mapping[str, Any]) -> dict[str, str]:
    """Digests of the seeds and of models and macros: what the rows of a batch were made with."""
    seeds = {n.name: n.checksum.checksum for n in own.values() if n.resource_type == "seed"}
    code = [
        (unique_id, node.checksum.checksum)
        for unique_id, node in own.items()
        if node.resource_type == "model"
    ]
    code += [
        (name, macro.macro_sql)
        for name, macro in manifest.macros.items()
        if macro.package_name == "statefiles"
    ]
    return {
        "seed_hashes": json.dumps(seeds, sort_keys=True),
        "project_hash": digest_of(json.dumps(sorted(code))),
    }
