"""Shared fixtures: programs run as users run them, on a warehouse built once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
AS_OF_DATE = "2024-05-31"


def program(name: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/<name>.py from another working directory, as a user would."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STATEFILES_")}
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / f"{name}.py"), *map(str, arguments)],
        cwd=ROOT.parent, env=clean | {"COLUMNS": "160"} | environment,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def build_warehouse(folder: Path, *sample_options: object) -> Path:
    """A sample agency, loaded and built."""
    warehouse = folder / "warehouse.duckdb"
    made = program("sample", "--out", folder / "sample", *sample_options)
    assert made.returncode == 0, made.stderr
    loaded = program("load", folder / "sample", "--warehouse", warehouse)
    assert loaded.returncode == 0, loaded.stderr
    dbt = Path(sys.executable).with_name("dbt")
    done = subprocess.run(
        [str(dbt), "build", "--no-use-colors", "--exclude-resource-type", "unit_test", "test"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=dict(os.environ, WAREHOUSE=str(warehouse), STATEFILES_AS_OF_DATE=AS_OF_DATE),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    return warehouse


@pytest.fixture(scope="session")
def clean_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample agency without defects: read it, do not change it."""
    built = os.environ.get("WAREHOUSE")
    if built and Path(built).exists():
        with duckdb.connect(built, read_only=True) as con:
            if con.execute(
                "select count(*) from information_schema.tables where table_name='export_summary'"
            ).fetchone() == (1,):
                return Path(built)
    return build_warehouse(tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="session")
def defect_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample agency with a planted defect of each kind: read it, do not change it."""
    return build_warehouse(tmp_path_factory.mktemp("defects"), "--with-defects")


@pytest.fixture
def own_copy(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of a built warehouse that the test may change."""

    def copy(warehouse: Path) -> Path:
        return Path(shutil.copy(warehouse, tmp_path / "own.duckdb"))

    return copy


@pytest.fixture
def query() -> Iterator[Callable[..., list[tuple]]]:
    """Rows of a query on a warehouse that nothing else holds."""

    def run(warehouse: Path, sql: str, parameters: list | None = None) -> list[tuple]:
        with duckdb.connect(str(warehouse), read_only=True) as con:
            return con.execute(sql, parameters or []).fetchall()

    yield run
