"""Build the models on Apache Spark, in this process, and hand their rows to the warehouse.

    python scripts/build.py --target spark
    python scripts/export.py --no-build

Spark gets the raw tables, the seeds and the ledger of the warehouse as Parquet files and builds
every model of the project from them, in the folder WAREHOUSE.spark beside the warehouse. The
relations of the warehouse are then views of those files, so that writer, findings and ledger read
them in a stream, as they read tables of DuckDB. The next build with DuckDB puts tables in their
place. Errors: UserError with what is to be installed, or with the sentence of the model that could
not be built. See docs/spark.md.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import yaml
from rich.console import Console

from statefiles import build, common, project
from statefiles.common import ROOT, UserError, literal
from statefiles.ledger import identity
from statefiles.project import Project

TARGET = "spark"
LEDGER_TABLES = (
    "ledger.submission_batches",
    "ledger.submission_records",
    "ledger.state_extracts",
)
JAVA = (
    "Spark needs Java 17 or later: install it (on Debian and Ubuntu the package "
    "openjdk-17-jre-headless), or set JAVA_HOME to where it is."
)
SPARK = "Spark is not installed here: install it with pip install 'statefiles[spark]'."


def folder_of(warehouse: Path) -> Path:
    """Where Spark keeps the tables of a warehouse."""
    return warehouse.with_name(f"{warehouse.name}.spark")


def lacks_java() -> str | None:
    """The sentence of who has no Java, or too old a one; None when it is there."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        return JAVA
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    return None if version and int(version[1]) >= 17 else JAVA


def lacking() -> str | None:
    """The sentence of what Spark lacks on this machine; None when it can run."""
    if trouble := lacks_java():
        return trouble
    names = ("pyspark", "dbt.adapters.spark")
    return None if all(importlib.util.find_spec(name) for name in names) else SPARK


def hand_over(warehouse: Path, seeds: Iterable[str], folder: Path) -> dict[str, Path]:
    """Write raw tables, ledger and seeds as Parquet files; the file of each by its relation."""
    with common.connect(warehouse, read_only=True) as con:
        identity.attach(con, read_only=True)
        raw = con.execute(
            "select 'raw.' || table_name from duckdb_tables() where schema_name = 'raw' "
            "and database_name = 'warehouse'"
        ).fetchall()
        ledger = "ledger_file." if common.ledger_path() else ""
        tables = {name: name for name in (*(name for (name,) in raw), *seeds)}
        tables |= {name: ledger + name for name in LEDGER_TABLES}
        for name, relation in tables.items():
            path = folder / "given" / f"{name}.parquet"
            path.parent.mkdir(exist_ok=True)
            con.execute(f"copy (from {relation}) to {literal(path)} (format parquet)")
    return {name: folder / "given" / f"{name}.parquet" for name in tables}


def settings_of_profile() -> dict[str, str]:
    """The settings of Spark in profiles.yml."""
    profiles = yaml.safe_load((ROOT / "profiles.yml").read_text(encoding="utf-8"))
    return dict(profiles["duckdb"]["outputs"][TARGET]["server_side_parameters"])


@contextmanager
def errors_in(path: Path) -> Iterator[None]:
    """The standard error of a process that is started inside goes to a file."""
    before = os.dup(2)
    with path.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def session(folder: Path) -> Any:
    """The session in which dbt will find itself: tables in the folder, a catalog in memory."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[*]").appName("statefiles")
    own = {
        "spark.sql.warehouse.dir": str(folder),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.local.dir": str(folder / "spill"),
        "spark.log.level": "OFF",  # errors come as exceptions, and its words may hold values
    }
    for name, value in (settings_of_profile() | own).items():
        builder = builder.config(name, value)
    with errors_in(folder / "java.log"):
        return builder.getOrCreate()


def run_dbt(console: Console) -> None:
    """Build every model in the session that is open."""
    from dbt.cli.main import dbtRunner

    with console.status("Building on Spark") as status:

        def show(event: Any) -> None:
            if event.info.name == "LogStartLine":
                status.update(f"{event.data.index} of {event.data.total} {event.data.description}")

        result = dbtRunner(callbacks=[show]).invoke(
            [*project.QUIETLY, "run", "--target", TARGET, "--no-write-json",
             "--target-path", str(ROOT / "target" / TARGET), *project.HERE]
        )  # fmt: skip
    if isinstance(result.exception, KeyboardInterrupt):
        raise result.exception
    if not result.success:
        found = getattr(result.result, "results", [])
        failed = [one for one in found if one.status in ("error", "fail")]
        words = str(failed[0].message) if failed else str(result.exception or "no message")
        raise UserError(build.sentence_of(words, failed[0].node.name if failed else ""))


def take_back(warehouse: Path, known: Project, folder: Path) -> None:
    """Views of the files of Spark in the place of the warehouse's relations of the models."""
    with common.connect(warehouse) as con:
        for unique_id, node in known.nodes.items():
            if not unique_id.startswith("model."):
                continue
            schema, name = node.relation.split(".")
            files = literal(folder / f"{schema}.db" / name / "*.parquet")
            con.execute(f"create schema if not exists {schema}")
            drop(con, schema, name)
            con.execute(f"create view {schema}.{name} as from read_parquet({files})")


def drop(con: duckdb.DuckDBPyConnection, schema: str, name: str) -> None:
    """Remove the relation of that name, table or view, if there is one."""
    kinds = con.execute(
        "select table_type from information_schema.tables where table_schema = $1 "
        "and table_name = $2 and table_catalog = current_database()",
        [schema, name],
    ).fetchall()
    for (kind,) in kinds:
        con.execute(f"drop {'view' if kind == 'VIEW' else 'table'} {schema}.{name}")


def run(warehouse: Path, console: Console | None = None) -> int:
    """Build every model on Spark; how many."""
    trouble = lacking()
    if trouble:
        raise UserError(trouble)
    known, folder = project.read(), folder_of(warehouse)
    seeds = [i for i in known.nodes if i.startswith("seed.")]
    # With the hooks of dbt, which check the raw tables and see to the ledger.
    build.build(warehouse, seeds)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    given = hand_over(warehouse, (known.nodes[i].relation for i in seeds), folder)
    spark = session(folder)
    try:
        for name, path in given.items():
            spark.sql(f"create schema if not exists {name.split('.')[0]}")
            spark.sql(f"create table {name} using parquet location {literal(path)}")
        run_dbt(console or Console(stderr=True))
    finally:
        spark.stop()
    take_back(warehouse, known, folder)
    with build.environment(WAREHOUSE=str(warehouse)):
        fingerprints = build.up_to_date(known, warehouse).fingerprints
    models = {i: fingerprints[i] for i in known.nodes if i.startswith("model.")}
    build.stamp(known, warehouse, models)
    return len(models)
