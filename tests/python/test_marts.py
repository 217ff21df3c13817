"""The copy of the marts for analysts: what is in it, when it is written, who may read it."""

import os
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, process, program


@pytest.fixture
def agency(small_warehouse: Path, own_copy, tmp_path: Path):
    """The command on a warehouse of its own; the copy that it writes, and what it says."""
    warehouse = own_copy(small_warehouse)

    def run(*arguments: str) -> tuple[Path, str]:
        done = program(
            "marts", "--warehouse", warehouse, "--out", tmp_path / "out", *arguments,
            STATEFILES_AS_OF_DATE=AS_OF_DATE,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return tmp_path / "out" / "marts.duckdb", done.stdout

    return warehouse, run


def test_the_copy_holds_the_marts_with_their_descriptions(agency):
    warehouse, run = agency
    copy, told = run()
    assert told == f"{copy} is written.\n"
    assert copy.stat().st_mode & 0o777 == 0o600
    with duckdb.connect(str(warehouse), read_only=True) as con:
        con.execute(f"attach '{copy}' as copied (read_only)")
        names = [
            name
            for (name,) in con.execute(
                "select table_name from duckdb_tables() "
                "where database_name = 'copied' and schema_name = 'main'"
            ).fetchall()
        ]
        assert {"dim_students", "fct_enrollments", "fct_subgroup_tallies"} <= set(names)
        for name in names:
            (differing,) = con.execute(
                f"select count(*) from (from marts.{name} except all from copied.{name})"
            ).fetchone()
            assert differing == 0
        lacking = con.execute(
            "select table_name, column_name from duckdb_columns() where database_name = 'copied' "
            "and schema_name = 'main' and coalesce(comment, '') = ''"
        ).fetchall()
        assert lacking == []
        tags = "select tags['storage_version'] from duckdb_databases() where not internal"
        assert con.execute(tags).fetchall() == [("v1.5.0+",)] * 2


def test_the_copy_is_written_when_the_raw_tables_have_changed(agency):
    warehouse, run = agency
    copy, _ = run()
    first = copy.stat().st_ino
    assert run()[1] == f"{copy} was up to date.\n" and copy.stat().st_ino == first
    with duckdb.connect(str(copy), read_only=True) as reader:  # never holds up the next one
        with duckdb.connect(str(warehouse)) as con:
            con.execute("update raw.students set birth_date = '2009-01-31'")
        assert run()[1] == f"{copy} is written.\n" and copy.stat().st_ino != first
        before = reader.execute("select distinct birth_date from marts.dim_students").fetchall()
    with duckdb.connect(str(copy), read_only=True) as con:
        after = con.execute("select distinct birth_date from marts.dim_students").fetchall()
    assert len(before) > 1 and after == [(date(2009, 1, 31),)]


def test_an_export_publishes_the_marts_unless_it_is_told_not_to(agency, tmp_path):
    warehouse, _ = agency
    copy = tmp_path / "exported" / "marts.duckdb"
    for arguments, is_there in (
        (["--no-marts"], False), (["--preview"], False), (["--no-build"], False), ([], True),
    ):  # fmt: skip
        done = process(
            "export", "swav", "--site", "0100002", *arguments, "--warehouse", warehouse,
            "--out", tmp_path / "exported", STATEFILES_AS_OF_DATE=AS_OF_DATE,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        assert copy.exists() == is_there, arguments
    with duckdb.connect(str(copy), read_only=True) as reader:  # the next export finds it as it is
        first = copy.stat().st_ino
        assert reader.execute("select count(*) from marts.dim_students").fetchone() != (0,)
    again = program(
        "export", "swav", "--site", "0100002", "--no-build", "--warehouse", warehouse,
        "--out", tmp_path / "exported", STATEFILES_AS_OF_DATE=AS_OF_DATE,
    )  # fmt: skip
    assert again.returncode in (0, 1), again.stderr  # the options of the run are still in force
    assert copy.stat().st_ino == first


def test_a_copy_that_cannot_be_read_is_written_anew(agency):
    _, run = agency
    copy, _ = run()
    whole = shutil.copy(copy, copy.with_name("whole"))
    copy.write_bytes(b"no database")
    assert "is written" in run()[1]
    assert os.stat(copy).st_size == os.stat(whole).st_size
