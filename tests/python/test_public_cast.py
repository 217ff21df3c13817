"""Published CAST rows, end to end: solved students, loaded, built and written, byte for byte."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cast_solver import solve
from conftest import AS_OF_DATE, ROOT, program

COUNTIES = (b"02^", b"03^", b"05^")  # those that the published slice holds whole
FILES = {
    "cast_research": "cast_2021_all_students_counties_02_03_05.txt",
    "cast_entities": "cast_2021_entities.txt",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folders of the published files and of those of the pipeline."""
    folder = os.environ.get("PUBLIC_DATA")
    if not folder:
        pytest.skip("PUBLIC_DATA is not set: it names the folder with the state's public files")
    published, scratch = Path(folder) / "cast", tmp_path_factory.mktemp("cast")
    solve(*(published / name for name in FILES.values()), scratch / "raw")
    warehouse = scratch / "warehouse.duckdb"
    loaded = program("load", scratch / "raw", "--warehouse", warehouse)
    assert loaded.returncode == 0, loaded.stderr
    environment = {
        "WAREHOUSE": str(warehouse),
        "STATEFILES_TEST_YEAR": "2021",
        "STATEFILES_AS_OF_DATE": AS_OF_DATE,
    }
    built = subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "build", "--no-use-colors",
         "--exclude-resource-type", "unit_test", "test"],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | environment,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout[-3000:]
    out = scratch / "out"
    made = program("export", *FILES, "--out", out, "--no-build", **environment)
    assert made.returncode in (0, 1), made.stderr
    return published, out / "cast"


def lines_of(path: Path, keep: Callable[[bytes], bool]) -> list[bytes]:
    """The header and some lines of a file, each with its end."""
    header, *lines = path.read_bytes().splitlines(keepends=True)
    return [header, *(line for line in lines if keep(line))]


@pytest.mark.parametrize("export", FILES)
def test_published_rows_come_out_byte_for_byte(written: tuple[Path, Path], export: str) -> None:
    published, made = written

    def is_comparable(line: bytes) -> bool:
        # The students are those of the counties, in no group but all students.
        in_group = export == "cast_entities" or line.split(b"^")[5] == b"1"
        return in_group and line.startswith(COUNTIES)

    expected = lines_of(published / FILES[export], is_comparable)
    assert lines_of(made / f"{export}.2021.txt", is_comparable) == expected
    assert len(expected) > 50
