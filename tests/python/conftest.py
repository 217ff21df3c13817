"""Shared fixtures: programs run as users run them, on warehouses built once and copied.

A program runs in this process, so that dbt and the parsed project are read once; what only a
process of its own can show (locks, signals, kills, entry scripts) is started with `process`.
"""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock
from xdist.scheduler import LoadScopeScheduling

from statefiles import build, cli, project
from statefiles.common import ROOT

AS_OF_DATE = "2024-05-31"
TEST_YEAR = "2018"  # as in scripts/demo; the sample has results of 2021 too
COLUMNS: dict[str, list] = {}  # of the relations of a run of dbt, by their names


class ByModule(LoadScopeScheduling):
    """Tests of a module with a fixture of its own go to one process, which makes it once; all
    others to whichever is free.
    """

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.split("::")[0]
        return module if shares_a_fixture(module) else nodeid


@cache
def shares_a_fixture(module: str) -> bool:
    """True when a module has a fixture that its tests share."""
    return 'fixture(scope="module")' in (ROOT / module).read_text(encoding="utf-8")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    """How tests are shared out with --numprocesses."""
    return ByModule(config, log)


@dataclass(frozen=True)
class Done:
    """What a finished program leaves: exit code and what it printed."""

    returncode: int
    stdout: str
    stderr: str = ""


@contextmanager
def without_options(**environment: str) -> Iterator[None]:
    """The environment of a user who has set nothing but the test year and what is given."""
    environment = {"STATEFILES_TEST_YEAR": TEST_YEAR} | environment
    inherited = {k: "" for k in os.environ if k.startswith("STATEFILES_")}
    with build.environment(**inherited | {"COLUMNS": "160"} | environment):
        for name in set(inherited) - set(environment):
            del os.environ[name]
        yield


def program(name: str, *arguments: object, **environment: str) -> Done:
    """Run scripts/<name>.py from another working directory, as a user would. An export writes the
    readiness report and the marts, half of its time at this size, for tests that ask for them.
    """
    with_templates_compiled_once()
    if name == "export":
        asked = {str(argument).replace("--no-", "--") for argument in arguments}
        arguments += tuple(f"--no-{one}" for one in ("report", "marts") if f"--{one}" not in asked)
    out, err = io.StringIO(), io.StringIO()
    with (
        without_options(**environment),
        chdir(ROOT.parent),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = cli.run(name, [str(argument) for argument in arguments])
        except SystemExit as end:  # argparse
            code = int(end.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


def process(name: str, *arguments: object, **environment: str) -> Done:
    """Run scripts/<name>.py in a process of its own."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STATEFILES_")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / f"{name}.py"), *map(str, arguments)],
        cwd=ROOT.parent,
        env=clean | {"COLUMNS": "160", "STATEFILES_TEST_YEAR": TEST_YEAR} | environment,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


@cache
def with_templates_compiled_once() -> None:
    """Let Jinja keep the code of each template: dbt compiles those of a model for every run."""
    from dbt_common.clients.jinja import MacroFuzzEnvironment

    compiled = MacroFuzzEnvironment.compile
    known: dict[tuple, Any] = {}

    def once(self: Any, source: Any, *options: Any, **named: Any) -> Any:
        if not isinstance(source, str):
            return compiled(self, source, *options, **named)
        key = (type(self), source, options, *sorted(named.items()))
        if key not in known:
            known[key] = compiled(self, source, *options, **named)
        return known[key]

    MacroFuzzEnvironment.compile = once


@cache
def with_fast_unit_tests() -> None:
    """Let dbt ask once, not for every unit test, for the columns of an input, and put the made-up
    rows before a model without parsing its SQL: these models begin with comments and `with`.
    """
    import dbt.compilation
    from dbt.adapters.duckdb.impl import DuckDBAdapter

    careful = dbt.compilation.inject_ctes_into_sql
    beginning = re.compile(r"(?:\s|--[^\n]*\n)*with\b(?!\s+recursive\b)")

    def inject(sql: str, ctes: list) -> str:
        found = beginning.match(sql)
        if not (found and ctes):
            return careful(sql, ctes)
        return f"{found[0]} {', '.join(cte.sql for cte in ctes)}, {sql[found.end() :]}"

    dbt.compilation.inject_ctes_into_sql = inject

    asked = DuckDBAdapter.get_columns_in_relation

    def columns(self: Any, relation: Any) -> list:
        name = relation.render()
        if name not in COLUMNS:
            found = asked(self, relation)
            if relation.identifier.endswith("__dbt_tmp") or not found:
                return found
            COLUMNS[name] = found
        return COLUMNS[name]

    DuckDBAdapter.get_columns_in_relation = columns


@cache
def parsed() -> Any:
    """dbt's manifest of the project with all its tests. Do not change it."""
    from dbt.contracts.graph.manifest import Manifest

    project.read()  # parses when the files have changed
    packed = (ROOT / "target" / "partial_parse.msgpack").read_bytes()
    manifest = Manifest.from_msgpack(packed)
    manifest.build_flat_graph()
    return manifest


@cache
def without_tests() -> Any:
    """The manifest for a run that tests nothing; dbt looks at all that it has several times."""
    nodes = {i: one for i, one in parsed().nodes.items() if one.resource_type != "test"}
    return project.manifest_of(project.contents(parsed()) | {"nodes": nodes, "unit_tests": {}})


def dbt(
    warehouse: Path, *arguments: str, target: Path | None = None, manifest: Any = None,
    **environment: str,
) -> Done:  # fmt: skip
    """Run dbt on a warehouse as by hand, in this process; stdout is what dbt tells. With another
    manifest it sees that alone, with False it reads the project itself.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    with_templates_compiled_once()
    with_fast_unit_tests()
    build.without_debug_messages()
    COLUMNS.clear()  # of another warehouse
    told: list[str] = []

    def note(event: Any) -> None:
        if event.info.level != "debug":
            told.append(event.info.msg)

    options = {"STATEFILES_AS_OF_DATE": AS_OF_DATE, "WAREHOUSE": str(warehouse)} | environment
    target = target or warehouse.parent / "target"
    command, *more = arguments
    with without_options(**options), chdir(ROOT.parent):
        if manifest is None:
            manifest = without_tests() if command == "run" else parsed()
        if manifest:
            build.place_ledger(manifest)
            build.wait_for_options(manifest)
        runner = dbtRunner(manifest=manifest or None, callbacks=[note])
        try:
            result = runner.invoke(
                [*project.QUIETLY, command, "--no-write-json",
                 "--target-path", str(target), *project.HERE, *more]
            )  # fmt: skip
        finally:
            build.close(DuckDBConnectionManager)
    if result.exception:
        told.append(str(result.exception))
    return Done(0 if result.success else 1, "\n".join(told))


def load(folder: Path, warehouse: Path) -> Path:
    """Raw tables in a new warehouse."""
    loaded = program("load", folder, "--warehouse", warehouse)
    assert loaded.returncode == 0, loaded.stderr
    return warehouse


def build_warehouse(folder: Path, raw: Path | None = None, *sample_options: object) -> Path:
    """A warehouse of raw tables, or of a sample agency made for it, loaded and built."""
    if raw is None:
        raw = folder / "sample"
        made = program("sample", "--out", raw, *sample_options)
        assert made.returncode == 0, made.stderr
    warehouse = load(raw, folder / "warehouse.duckdb")
    with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
        build.build(warehouse)
    return warehouse


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds a warehouse once for all workers of a test run."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def get(name: str, *how: object) -> Path:
        folder = base / f"built-{name}"
        with FileLock(base / f"{name}.lock"):
            if not (folder / "done").exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                build_warehouse(folder, *how)
                (folder / "done").touch()
        return folder / "warehouse.duckdb"

    return get


def is_built(warehouse: Path) -> bool:
    """True when the warehouse has been built."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        query = "select count(*) from duckdb_views() where view_name = 'export_summary'"
        return con.execute(query).fetchone() == (1,)


@pytest.fixture(scope="session")
def clean_warehouse(once: Callable[..., Path]) -> Path:
    """The sample agency without defects: read it, do not change it."""
    built = os.environ.get("WAREHOUSE")
    if built and Path(built).exists() and is_built(Path(built)):
        return Path(built)
    return once("clean")


@pytest.fixture(scope="session")
def defect_warehouse(once: Callable[..., Path]) -> Path:
    """The sample agency with a planted defect of each kind: read it, do not change it."""
    return once("defects", None, "--with-defects")


@pytest.fixture(scope="session")
def small_warehouse(once: Callable[..., Path]) -> Path:
    """The small agency of tests/fixtures, built: read it, do not change it."""
    return once("small", ROOT / "tests" / "fixtures" / "small_agency")


@pytest.fixture
def own_copy(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of a built warehouse that the test may change."""

    def copy(warehouse: Path) -> Path:
        return Path(shutil.copy(warehouse, tmp_path / "own.duckdb"))

    return copy


@pytest.fixture
def query() -> Iterator[Callable[..., list[tuple]]]:
    """Rows of a query on a warehouse that nothing else holds."""

    def run(warehouse: Path, sql: str, parameters: Sequence[Any] = ()) -> list[tuple]:
        with duckdb.connect(str(warehouse), read_only=True) as con:
            return con.execute(sql, list(parameters)).fetchall()

    yield run
