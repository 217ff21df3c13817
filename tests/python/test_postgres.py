"""Raw tables out of a PostgreSQL server, by both ways of docs/adapters.md, are those of the files.

The server is a real one, in a folder of its own, and listens on nothing but a socket there. Without
PostgreSQL on the machine the tests are skipped, and so is DuckDB's extension where it is not there.
"""

import csv
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, program
from statefiles.common import ROOT
from statefiles.load import read_contract

SMALL = ROOT / "tests" / "fixtures" / "small_agency"
ODS = ROOT / "tests" / "python" / "adapters" / "edfi_ods"
TYPES = {"date": "date", "boolean": "boolean"}  # of the contract, as a SIS would have them
AS_TEXT = "is_unaccompanied_youth"  # the small agency writes yes and no


class Server:
    """A running server; `psql` gives it a script."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs

    def psql(self, script: str, **environment: str) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        done = subprocess.run(
            [self.programs / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
             f"--host={self.folder}", "--username=owner", "--dbname=postgres"],
            input=script, env=clean | environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def extract(self, queries: dict[str, str], folder: Path) -> Path:
        """The documented script: each query becomes a CSV file, all of one moment."""
        folder.mkdir()
        copies = (
            f"\\copy ({query}) to '{folder / name}.csv' with (format csv, header)"
            for name, query in queries.items()
        )
        self.psql(
            "begin transaction isolation level repeatable read read only;\n"
            "set local datestyle to iso;\n" + "\n".join(copies) + "\ncommit;\n",
            PGCLIENTENCODING="UTF8",
        )
        return folder


def programs_of_postgres() -> Path | None:
    """Where PostgreSQL keeps initdb and postgres: on the path or where Debian has them."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    needed = ("initdb", "pg_ctl", "psql")
    return next((f for f in folders if all((f / name).exists() for name in needed)), None)


def account() -> dict[str, str | int]:
    """Root may not run the server: the account of the package does, or nobody."""
    if os.geteuid():
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    programs = programs_of_postgres()
    if programs is None:
        pytest.skip("no PostgreSQL server (initdb, pg_ctl, psql) is installed")
    who = account()
    folder = Path(tempfile.mkdtemp(prefix="statefiles-pg-"))
    if who:
        os.chown(folder, who["user"], who["group"])

    def run(name: str, *arguments: str) -> None:
        subprocess.run(
            [programs / name, f"--pgdata={folder}/data", *arguments],
            cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who,
        )  # fmt: skip

    try:
        run("initdb", "--username=owner", "--auth=trust", "--encoding=UTF8", "--no-locale",
            "--no-sync")  # fmt: skip
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "start", "--wait", f"--log={folder}/log", f"--options={settings}")
        try:
            yield Server(folder, programs)
        finally:
            run("pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder)


def fill(server: Server, schema: str, files: Path, types: dict[str, dict[str, str]]) -> list[str]:
    """Put CSV files into tables of a schema; what is blank is null. The names of the tables."""
    script = [f"drop schema if exists {schema} cascade; create schema {schema};"]
    names = []
    for path in sorted(files.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            columns = next(csv.reader(stream))
        kinds = types.get(path.stem, {})
        listed = ", ".join(f"{name} {kinds.get(name, 'text')}" for name in columns)
        table = f"{schema}.{path.stem}"
        script += [
            f"create table {table} ({listed});",
            f"\\copy {table} from '{path}' with (format csv, header)",
        ]
        names.append(path.stem)
    server.psql("\n".join(script) + "\n", PGCLIENTENCODING="UTF8")
    return names


def raw_tables(warehouse: Path) -> dict[str, list[tuple]]:
    """The rows of each raw table, whatever their order; t and f are PostgreSQL's true and false."""
    found = {}
    with duckdb.connect(str(warehouse), read_only=True) as con:
        for table in read_contract()[0]:
            kinds = types_of_contract().get(table.name, {})
            words = ", ".join(
                f"case {name} when 't' then 'true' when 'f' then 'false' else {name} end as {name}"
                for name, kind in kinds.items()
                if kind == "boolean"
            )
            found[table.name] = con.execute(
                f"select * exclude (_row_number) {f'replace ({words})' if words else ''} "
                f'from raw."{table.name}" order by all'
            ).fetchall()
    return found


def exported(warehouse: Path, out: Path) -> bytes:
    """What a file holds that is written from a warehouse."""
    done = program(
        "export", "senr_fall", "--warehouse", warehouse, "--out", out, "--as-of-date", AS_OF_DATE
    )
    assert done.returncode in (0, 1), done.stderr
    return (out / "calpads" / "senr_fall.txt").read_bytes()


def types_of_contract() -> dict[str, dict[str, str]]:
    """Of each table the columns that a SIS would not have as text."""
    found: dict[str, dict[str, str]] = {}
    with (ROOT / "seeds" / "contract" / "raw_columns.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["data_type"] in TYPES and row["column_name"] != AS_TEXT:
                kinds = found.setdefault(row["table_name"], {})
                kinds[row["column_name"]] = TYPES[row["data_type"]]
    return found


@pytest.mark.parametrize("style", ["ISO", "SQL, DMY"])
def test_tables_copied_by_psql_are_those_of_the_files(
    server: Server,
    small_warehouse: Path,
    own_copy: Callable[[Path], Path],
    tmp_path: Path,
    style: str,
) -> None:
    names = fill(server, "sis", SMALL, types_of_contract())
    server.psql(f"alter role owner set datestyle to '{style}'")
    queries = {name: f"select * from sis.{name}" for name in names}
    raw = server.extract(queries, tmp_path / "raw")
    warehouse = own_copy(small_warehouse)
    expected = exported(warehouse, tmp_path / "before")
    done = program("load", raw, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    assert raw_tables(warehouse) == raw_tables(small_warehouse)
    assert exported(warehouse, tmp_path / "after") == expected != b""


def test_an_ods_copied_by_psql_is_what_its_files_are(server: Server, tmp_path: Path) -> None:
    csvs = tmp_path / "csv"
    shutil.copytree(ODS, csvs)
    for path in csvs.glob("*.parquet"):
        with duckdb.connect() as con:
            con.execute(f"copy (from '{path}') to '{path.with_suffix('.csv')}' (header)")
        path.unlink()
    names = fill(server, "edfi", csvs, {})
    files = server.extract({name: f"select * from edfi.{name}" for name in names}, tmp_path / "ods")
    for folder, name in ((csvs, "files"), (files, "server")):
        done = program(
            "load", folder, "--from", "edfi_ods", "--warehouse", tmp_path / f"{name}.duckdb"
        )
        assert done.returncode == 0, done.stderr
    found = raw_tables(tmp_path / "server.duckdb")
    assert found == raw_tables(tmp_path / "files.duckdb") and found["students"]


def test_tables_attached_by_duckdb_are_those_of_the_files(
    server: Server, small_warehouse: Path, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    with duckdb.connect() as con:
        con.execute("set autoinstall_known_extensions = false")
        try:
            con.execute("load postgres")
        except duckdb.Error:
            pytest.skip(f"DuckDB {duckdb.__version__} has no extension postgres on this machine")
        names = fill(server, "sis", SMALL, types_of_contract())
        place = f"host={server.folder} user=owner dbname=postgres"
        con.execute(f"attach '{place}' as sis (type postgres, read_only)")
        for name in names:
            con.execute(f"copy (from sis.sis.{name}) to '{raw / name}.parquet' (format parquet)")
    done = program("load", raw, "--warehouse", tmp_path / "own.duckdb")
    assert done.returncode == 0, done.stderr
    assert raw_tables(tmp_path / "own.duckdb") == raw_tables(small_warehouse)
