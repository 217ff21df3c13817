"""Nothing wrong leaves the house: what faults leave behind, and what the next run makes of it.

docs/threat-model.md says what is promised and names these tests; tests/benchmarks/faults.py runs
kills and inputs by the hundred.
"""

import csv
import gzip
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, ROOT, Done, dbt, parsed, process, program, without_options
from statefiles import build, common, guard, machine, parts, project, report, writer
from statefiles.common import UserError
from statefiles.ledger import batch as ledger_batch
from statefiles.ledger.extract_text import lines_shown

RAW = ROOT / "tests" / "fixtures" / "small_agency"
STAFF = (RAW / "staff.csv").read_bytes()
SUBJECTS = ("run", "--select", "int_submissions__subjects")


class House:
    """A warehouse of the small agency, a folder for its files, and the programs run on it."""

    def __init__(self, warehouse: Path, folder: Path) -> None:
        self.warehouse, self.folder, self.out = warehouse, folder, folder / "out"

    def run(self, name: str, *arguments: object, **environment: str) -> Done:
        result = program(
            name, *arguments, "--warehouse", self.warehouse,
            STATEFILES_AS_OF_DATE=AS_OF_DATE, **environment,
        )  # fmt: skip
        assert "Traceback" not in result.stderr
        return result

    def export(self, *arguments: object, out: Path | None = None, **environment: str) -> Done:
        return self.run("export", *arguments, "--no-build", "--out", out or self.out, **environment)

    def refused(self, *arguments: object, **environment: str) -> str:
        """The sentence of a command that is refused and changes nothing."""
        before = digest(self.warehouse)
        result = self.run(*arguments, **environment)
        assert result.returncode == 2, result.stdout + result.stderr
        assert digest(self.warehouse) == before
        (line,) = result.stderr.splitlines()
        return line

    def ledger(self, *arguments: object, code: int = 0, **environment: str) -> str:
        result = self.run("ledger", *arguments, **environment)
        assert result.returncode == code, result.stdout + result.stderr
        return result.stdout + result.stderr

    def sql(self, *statements: str) -> list[tuple]:
        with duckdb.connect(str(self.warehouse)) as con:
            for statement in statements:
                rows = con.execute(statement).fetchall()
        return rows

    def last(self) -> str:
        ((batch,),) = self.sql(
            "select batch_id from ledger.batches order by batch_number desc limit 1"
        )
        return batch


def digest(path: Path) -> str | None:
    """What a warehouse holds, as far as a refused run could have changed it."""
    if not path.exists():
        return None
    with duckdb.connect(str(path), read_only=True) as con:
        tables = con.execute(
            "select schema_name, table_name, estimated_size from duckdb_tables() order by all"
        ).fetchall()
    return str(tables)


@pytest.fixture
def house(small_warehouse: Path, own_copy: Callable[[Path], Path], tmp_path: Path) -> House:
    return House(own_copy(small_warehouse), tmp_path)


# 1. What is written is what was asked for


def test_a_file_is_of_the_options_asked_for_or_refused(house):
    """Another run has built other options since: for some models, for the options alone."""
    with without_options(STATEFILES_AS_OF_DATE=AS_OF_DATE):
        wanted = build.chosen(project.read(), ["run_options"])
        build.build(house.warehouse, wanted, {"site": "0100001"})
    for site in ("0100001", "LEA"):
        told = house.refused(
            "export", "senr_fall", "--no-build", "--out", house.out, "--site", site
        )
        assert "leave out --no-build" in told
    assert not house.out.exists()


def test_a_file_is_of_the_tables_that_were_loaded_or_refused(house, tmp_path):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    students = raw / "students.csv"
    students.write_text(students.read_text(encoding="utf-8").replace("Lee", "Li"), encoding="utf-8")
    assert house.run("load", raw).returncode == 0
    told = house.refused("export", "sinf", "--no-build", "--out", house.out)
    assert "leave out --no-build" in told
    assert not house.out.exists()


def test_nothing_is_loaded_while_a_file_is_written(house):
    with held_elsewhere(house.warehouse):
        told = house.run("load", RAW)
    assert told.returncode == 2 and "is in use by export.py (process " in told.stderr


@contextmanager
def held_elsewhere(warehouse: Path):
    """Another program has the warehouse."""
    code = (
        "import sys; from pathlib import Path; from statefiles import common\n"
        "with common.exclusive_lock(Path(sys.argv[1]), 'export.py'):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(warehouse)], env=own_code(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        assert other.stdout and other.stdout.readline() == "held\n"
        yield other
        other.communicate("")


def own_code() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "scripts")}


# 2. What is broken is made anew


@pytest.mark.parametrize("content", [b"", b'{"exports": {"sdis"', b"[1]", b"\xff\xfe"])
def test_a_manifest_that_cannot_be_read_is_made_anew(house, content):
    house.out.mkdir()
    (house.out / "manifest.json").write_bytes(content)
    assert house.export("senr_ssid").returncode == 0
    told = json.loads((house.out / "manifest.json").read_text(encoding="utf-8"))
    (file,) = told["exports"]["senr_ssid"]["files"]
    assert common_digest(house.out / file["file"]) == file["sha256"]


def test_the_manifest_tells_what_a_killed_run_has_written(house):
    """It was killed when its batch was recorded, and before the manifest told the new file."""
    assert house.export("senr_ssid").returncode == 0
    path = house.out / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"sha256": "', '"sha256": "0'),
                    encoding="utf-8")  # fmt: skip
    house.export("senr_fall")
    entry = json.loads(path.read_text(encoding="utf-8"))["exports"]["senr_ssid"]
    (file,) = entry["files"]
    assert common_digest(house.out / file["file"]) == file["sha256"]
    assert house.last()[:-1] in entry["note"] and entry["is_ready"] is False


def common_digest(path: Path) -> str:
    return project.digest_of(path.read_bytes())


@pytest.mark.parametrize("kept", ["json", "pickle"])
def test_what_is_kept_of_the_parsed_project_is_made_anew(tmp_path, monkeypatch, kept):
    from dbt.contracts.graph.manifest import Manifest

    known = project.read()
    name = known.digest[:16]
    folder = shutil.copytree(project.PARSED, tmp_path / "parsed")
    (folder / f"{name}.{kept}").write_bytes(b"half of wh")
    monkeypatch.setattr(project, "PARSED", folder)
    monkeypatch.setattr(
        project, "_parse",
        lambda: Manifest.from_msgpack((ROOT / "target" / "partial_parse.msgpack").read_bytes()),
    )  # fmt: skip
    parsed()
    if kept == "json":
        assert project._read.__wrapped__(known.digest).nodes == known.nodes
    else:
        assert len(project.dbt_manifest.__wrapped__(known.digest).nodes) > 200
    assert (folder / f"{name}.{kept}").stat().st_size > 1000


# 3. A batch that cannot be finished stops nothing else


@pytest.fixture
def unfinished(house) -> str:
    """A batch that was recorded, and whose file was not named before the run was killed."""
    assert house.export("senr_ssid").returncode == 0
    house.sql("update ledger.batches set is_placed = false")
    (house.out / "calpads" / "senr_ssid.txt").unlink()
    return house.last()


def test_a_batch_whose_folder_is_lost_stops_no_other_work(house, unfinished, tmp_path):
    shutil.rmtree(house.out)
    house.out.write_text("no folder", encoding="utf-8")
    told = house.ledger("list")
    assert f"Batch {unfinished} of a run that was stopped is not finished" in told
    assert "not finished" in told and f"give-up {unfinished}" in told
    house.ledger("backup", tmp_path / "copy.duckdb")
    assert house.export("senr_fall", out=tmp_path / "elsewhere").returncode == 1  # not ready
    assert f"is not finished, its run was stopped: finish it with scripts/ledger.py settle "\
        f"{unfinished}" in house.ledger("mark-sent", unfinished, code=2)  # fmt: skip
    house.out.unlink()
    assert f"Finished batch {unfinished}" in house.ledger("settle")
    assert (house.out / "calpads" / "senr_ssid.txt").exists()
    house.ledger("mark-sent", unfinished)


def test_a_batch_is_finished_only_by_a_run_for_its_folder(house, unfinished, tmp_path):
    told = house.export("senr_fall", out=tmp_path / "elsewhere")
    assert told.returncode == 1 and "Finished" not in told.stderr
    assert f"Finished batch {unfinished}" in house.export("senr_fall").stderr


def test_an_unfinished_batch_never_replaces_a_newer_file(house, unfinished):
    newer = house.out / "calpads" / "senr_ssid.txt"
    newer.write_text("of a later run", encoding="utf-8")
    assert "Another senr_ssid.txt was written since" in house.ledger("list")
    assert newer.read_text(encoding="utf-8") == "of a later run"
    house.ledger("settle", unfinished)
    assert newer.read_text(encoding="utf-8") != "of a later run"
    assert "is finished" in house.ledger("give-up", unfinished, code=2)


def test_a_batch_can_be_given_up(house, unfinished):
    told = house.ledger("give-up", unfinished)
    assert "it is rolled back, and its files were not written" in told
    assert not (house.out / "calpads" / "senr_ssid.txt").exists()
    assert "rolled_back" in house.ledger("list")
    assert "which is final" in house.ledger("mark-sent", unfinished, code=2)


# 4. A warehouse knows its ledger


@pytest.fixture
def with_ledger(house) -> Path:
    """The ledger in a file of its own, with a batch."""
    own = house.folder / "history.duckdb"
    done = dbt(house.warehouse, *SUBJECTS, LEDGER=str(own))
    assert done.returncode == 0, done.stdout[-2000:]
    assert house.export("senr_ssid", "--ledger", own).returncode == 0
    return own


def test_a_ledger_that_is_lost_begins_no_second_history(house, with_ledger, tmp_path):
    away = with_ledger.rename(tmp_path / "away.duckdb")
    for command in (
        ("ledger", "list"),
        ("export", "senr_ssid", "--out", tmp_path / "x"),
        ("build",),
    ):
        told = house.refused(*command, LEDGER=str(with_ledger))
        assert "but this warehouse knows one of 1 batches" in told
        assert f"adopt --ledger {with_ledger}" in told
    by_hand = dbt(house.warehouse, *SUBJECTS, LEDGER=str(with_ledger))
    assert by_hand.returncode == 1 and "knows one of 1 batches" in by_hand.stdout
    assert not with_ledger.exists()
    assert "senr_ssid" in house.ledger("list", LEDGER=str(away))  # a moved file is the same ledger


def test_a_ledger_that_is_older_or_another_is_refused_until_it_is_adopted(
    house, with_ledger, tmp_path
):
    old = Path(shutil.copy(with_ledger, tmp_path / "old.duckdb"))
    house.ledger("mark-sent", batch_of(with_ledger), LEDGER=str(with_ledger))
    assert "is older than the ledger" in house.refused("ledger", "list", LEDGER=str(old))
    other = Path(shutil.copy(with_ledger, tmp_path / "other.duckdb"))
    with duckdb.connect(str(other)) as con:
        con.execute("update ledger.identity set ledger_id = 'another'")
    assert "is not the ledger of" in house.refused("ledger", "list", LEDGER=str(other))
    assert "with 1 batches" in house.ledger("adopt", "--ledger", old)
    house.ledger("list", LEDGER=str(old))
    told = house.refused("ledger", "list")
    assert f"is kept in {old}: set LEDGER" in told
    assert "inside the warehouse, with 0 batches" in house.ledger("adopt")
    house.ledger("list")


def batch_of(ledger: Path) -> str:
    with duckdb.connect(str(ledger), read_only=True) as con:
        return con.execute("select max(batch_id) from ledger.batches").fetchone()[0]


def test_a_mistaken_ledger_changes_nothing(house, tmp_path):
    wrong = tmp_path / "mistake.duckdb"
    assert house.export("senr_ssid").returncode == 0
    for command in (
        ("export", "senr_ssid", "--out", tmp_path / "x", "--ledger", wrong),
        ("build",),
    ):
        told = house.refused(*command, LEDGER=str(wrong))
        assert "The warehouse holds 1 batches and mistake.duckdb none" in told
    assert not wrong.exists()
    assert house.export("senr_ssid").returncode == 0


def test_an_empty_ledger_made_by_mistake_is_forgotten(house, tmp_path):
    assert dbt(house.warehouse, *SUBJECTS, LEDGER=str(tmp_path / "m.duckdb")).returncode == 0
    assert house.export("senr_ssid").returncode == 0


# 5. Errors of the system are one sentence


def test_an_output_folder_that_cannot_be_is_one_sentence(house, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for out in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("n" * 300)):
        told = house.export("senr_ssid", out=out)
        assert told.returncode == 2 and told.stderr.startswith("Error: "), told
        assert len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(28, "No space left on device", "/x"), "The disk is full at /x"),
        (OSError(30, "Read-only file system", "/x"), "The system refuses /x: Read-only file"),
        (duckdb.IOException("Could not write: No space left on device"), "The disk is full"),
        (duckdb.FatalException("block 7"), "The warehouse is damaged"),
        (duckdb.OutOfMemoryException("x"), "The memory is not enough, of which the database may"),
        (MemoryError(), "The memory is not enough"),
    ],
)
def test_each_fault_of_the_system_has_a_sentence_with_the_next_step(error, sentence, capsys):
    def fail(_: object) -> int:
        raise error

    assert guard.exit_code(fail, None) == 2
    assert capsys.readouterr().err.startswith(f"Error: {sentence}")


def test_damaged_blocks_are_one_sentence(house):
    size = house.warehouse.stat().st_size
    with house.warehouse.open("r+b") as file:
        for place in range(20_000, size, 262_144):
            file.seek(place)
            file.write(b"\xa5" * 4096)
    told = house.run("export", "senr_ssid", "--no-build", "--out", house.out)
    assert told.returncode == 2 and len(told.stderr.splitlines()) == 1
    assert not (house.out / "calpads").exists()


@pytest.mark.parametrize("name", ["ledger", "raw", "staging", "exports", "9-lives", "übung"])
def test_a_warehouse_may_have_the_name_of_a_schema(house, tmp_path, name):
    house.warehouse = house.warehouse.rename(tmp_path / f"{name}.duckdb")
    assert house.export("senr_ssid").returncode == 0
    assert "senr_ssid" in house.ledger("list")


def test_output_that_nobody_reads_on_and_a_plain_terminal_are_no_errors(house, tmp_path):
    """`| head` closes the output; a terminal of ASCII cannot show every name."""
    house.warehouse = house.warehouse.rename(tmp_path / "für.duckdb")
    for command in (
        [str(ROOT / "scripts/ledger.py"), "list", "--warehouse", house.warehouse],
        ["-m", "statefiles", "--help"],
        [str(ROOT / "scripts/export.py"), "--help"],
    ):
        reader, closed = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, *command], env=own_code() | {"PYTHONIOENCODING": "ascii"},
            stdout=closed, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
        os.close(closed)
        assert done.stderr == b""


# 6. Files are private, and so is what a killed run has spilled


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_dbt_makes_by_hand_is_for_the_owner_alone(tmp_path):
    old = os.umask(0o022)
    try:
        (tmp_path / "target").mkdir()
        dbt(tmp_path / "new.duckdb", "run", "--select", "exports", target=tmp_path / "target")
    finally:
        os.umask(old)
    assert mode(tmp_path / "new.duckdb") == 0o600
    assert mode(tmp_path / "target") == 0o700
    assert mode(ROOT / "logs") == 0o700


def test_the_next_run_clears_what_a_killed_run_has_spilled(house, tmp_path):
    spilled = machine.spill_folder(house.warehouse)
    spilled.mkdir()
    (spilled / "duckdb_temp_storage_DEFAULT-0.tmp").write_text("9000000001", encoding="utf-8")
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(house.warehouse)], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        assert other.stdout and other.stdout.readline()  # as dbt by hand: it is its spill
        assert "is in use by another program" in house.ledger("list", code=2)
        assert spilled.exists()
        other.communicate("\n")
    house.ledger("list")
    assert not spilled.exists()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "keep").touch()
    spilled.symlink_to(elsewhere)
    machine.clear_spill(house.warehouse)
    assert (elsewhere / "keep").exists()


# 7. Nothing is written outside the folder of the run


def test_a_link_in_the_output_folder_leads_nowhere(house, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    house.out.mkdir()
    (house.out / "calpads").symlink_to(elsewhere)
    told = house.export("senr_ssid")
    assert told.returncode == 2 and "does not lie under" in told.stdout + told.stderr
    assert list(elsewhere.iterdir()) == []


def test_a_raw_value_in_a_file_name_is_made_safe(tmp_path):
    given = type("Given", (), {"out": tmp_path / "out", "preview": False})()
    facts = {"collection": "casas", "file_code": "DEM", "name": "{file_code}_{agency_id}.csv"}
    export = writer.Export("dem", facts)
    options = {"agency": "../../x/../y\n^", "program_year": "2023-2024", "as_of_date": AS_OF_DATE,
               "site": "LEA"}  # fmt: skip
    path = report.file_path(given, export, "csv", options)
    assert path == tmp_path / "out" / "casas" / "DEM_______x____y__.csv"


# 8. Two runs do not take each other's files


def test_the_part_of_a_run_that_lives_is_left_and_that_of_a_dead_one_goes(house):
    folder = house.out / "casas"
    folder.mkdir(parents=True)
    code = (
        "import sys; from pathlib import Path; from statefiles import parts\n"
        "print(parts.begin(Path(sys.argv[1])).name, flush=True); sys.stdin.read()\n"
    )
    finished, dead = folder / ".dem.part", folder / ".sps.csv.0123456789abcdef.part"
    linked = folder / ".att.csv.0123456789abcdef.part"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder / "dem.csv")], env=own_code(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        assert other.stdout
        living = folder / other.stdout.readline().strip()
        for path in (finished, dead):
            path.write_text("x", encoding="utf-8")
        linked.symlink_to(finished)
        told = house.export("senr_ssid")
        assert told.stderr == (
            "Removed an unfinished sps.csv of a run that was stopped: no batch holds it.\n"
        )
        assert living.exists() and finished.exists() and linked.is_symlink() and not dead.exists()
        other.kill()
    house.export("senr_ssid")
    assert not living.exists() and finished.read_text(encoding="utf-8") == "x"


def test_a_part_follows_no_link_and_replaces_one(tmp_path):
    target, path = tmp_path / "target", tmp_path / "file.txt"
    target.write_text("kept", encoding="utf-8")
    path.symlink_to(target)
    with parts.atomic_write(path) as part:
        part.write_text("new", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "kept" and not path.is_symlink()
    parts.part_of(path).symlink_to(target)
    parts.drop(path)
    assert target.exists()


# 9. Batches follow each other as they were recorded


def test_a_clock_that_went_back_does_not_change_the_order(house, monkeypatch):
    assert house.export("senr_ssid").returncode == 0
    first = house.last()
    monkeypatch.setattr(ledger_batch, "now", lambda: datetime(2019, 5, 1))
    assert house.export("senr_ssid").returncode == 0
    second = house.last()
    assert second == "B-20190501-0001" < first
    told = house.export("senr_ssid", "--only-changed", "--since-state", "created", "--preview")
    assert f"since {second} " in told.stdout
    lines = house.ledger("list")
    assert lines.index(first) < lines.index(second)


def test_two_agencies_in_one_ledger_have_series_of_their_own(house):
    assert house.export("senr_ssid").returncode == 0
    house.sql("update ledger.batches set lea_code = '7654321'")
    told = house.export("senr_ssid", "--only-changed", "--since-state", "created", "--preview")
    assert "there is no created batch" in told.stdout
    assert house.export("senr_ssid").returncode == 0
    series = house.sql(
        "select whole_series, whole_number from ledger.batches order by batch_number"
    )
    name = "SENR_SSID|2023-2024|0199999|LEA|whole"
    assert series == [(name, 1), (name, 2)]


# 10. A signal ends a run, and what was done is reported


def test_a_signal_after_the_commit_does_not_deny_it(house, monkeypatch):
    class Stopping:
        """A connection during whose commit a signal comes."""

        def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
            self.con = con

        def __enter__(self) -> "Stopping":
            return self

        def __exit__(self, *trouble: object) -> None:
            self.con.close()

        def __getattr__(self, name: str) -> object:
            return getattr(self.con, name)

        def execute(self, sql: str, *values: object) -> object:
            result = self.con.execute(sql, *values)
            if sql.startswith("commit"):
                os.kill(os.getpid(), signal.SIGTERM)
                time.sleep(0.01)
            return result

    connect = common.connect
    monkeypatch.setattr(common, "connect", lambda *a, **k: Stopping(connect(*a, **k)))
    told = house.export("senr_ssid", "senr_fall")
    batch = house.last()
    assert told.returncode == 2
    assert told.stderr == f"Stopped. Done before: senr_ssid is batch {batch}.\n"
    assert house.sql("select count(*), bool_and(is_placed) from ledger.batches") == [(1, True)]
    assert list(house.out.rglob("*.part")) == []
    assert house.ledger("mark-sent", batch) == f"Batch {batch} is now sent.\n"  # it came too late


def test_a_stopped_backup_leaves_nothing(house, monkeypatch, tmp_path):
    from statefiles.ledger import files as ledger_files

    def stop(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)

    monkeypatch.setattr(ledger_files, "copy_into", stop)
    (tmp_path / "b").mkdir()
    assert house.ledger("backup", tmp_path / "b" / "copy.duckdb", code=2) == "Stopped.\n"
    assert list((tmp_path / "b").iterdir()) == []


def test_a_signal_ends_a_build_with_all_its_threads(house):
    with subprocess.Popen(
        [sys.executable, str(ROOT / "scripts/export.py"), "senr_fall", "--site", "0100001",
         "--warehouse", str(house.warehouse), "--out", str(house.out)],
        env=own_code() | {"STATEFILES_AS_OF_DATE": AS_OF_DATE}, text=True,
        stderr=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as run:  # fmt: skip
        until, log = time.monotonic() + 60, Path(f"{house.warehouse}.wal")
        while not log.exists() and time.monotonic() < until:  # dbt has begun to write
            time.sleep(0.01)
        run.send_signal(signal.SIGTERM)
        began = time.monotonic()
        _, told = run.communicate()
    assert time.monotonic() - began < 5
    assert run.returncode == 2 and told.endswith("Stopped.\n"), told
    with common.exclusive_lock(house.warehouse, "test"):
        pass
    assert not house.out.exists()


# 11. The extract is that of this agency, year and kind of text


@pytest.fixture
def extract(house) -> Path:
    """What the state would hand over of senr_fall."""
    assert house.export("senr_fall").returncode == 1  # written, with fatal findings
    rows = (house.out / "calpads" / "senr_fall.txt").read_text(encoding="utf-8").splitlines()
    path = house.folder / "extract.txt"
    path.write_text(
        "".join(f"{row.replace('^', '-R^', 1)}^20241006^20241007\r\n" for row in rows),
        encoding="utf-8", newline="",
    )  # fmt: skip
    return path


def reconciled(house: House, path: Path, code: int = 0) -> str:
    return house.ledger("reconcile", "--file", "senr_fall", path, "--rebase", code=code)


def test_the_extract_of_another_district_or_year_is_refused(house, extract):
    good = extract.read_text(encoding="utf-8")
    extract.write_text(good.replace("^0199999^", "^0166666^"), encoding="utf-8", newline="")
    assert "is of the LEA 0166666, not 0199999" in reconciled(house, extract, 2)
    extract.write_text(good.replace("2023-2024", "2021-2022"), encoding="utf-8", newline="")
    assert "holds no row of 2023-2024, but of 2021-2022" in reconciled(house, extract, 2)
    extract.write_text(good, encoding="utf-8", newline="")
    assert "holds what the state has" in reconciled(house, extract)


def test_text_that_is_not_valid_is_told_by_its_lines(house, extract):
    plain = extract.read_text(encoding="utf-8").encode("ascii", errors="replace")
    lines = plain.replace(b"\r", b"").replace(b"\n", b"\r\n").split(b"\r\n")
    assert len(lines) > 2
    cells = [line.split(b"^") for line in lines]
    cells[0][11], cells[1][11] = "Peña".encode(), b"Pe\xf1a"
    extract.write_bytes(b"\r\n".join(map(b"^".join, cells)))
    assert "is UTF-8, but lines 2 hold bytes that are not" in reconciled(house, extract, 2)
    cells[0][11] = b"Pe\x81a"
    extract.write_bytes(b"\r\n".join(map(b"^".join, cells)))
    assert "neither UTF-8 nor Windows-1252" in reconciled(house, extract, 2)
    cells[0][11] = b"Pena"
    extract.write_bytes(b"\r\n".join(map(b"^".join, cells)))
    assert "Lines 2 are not UTF-8: extract.txt was read as Windows-1252." in reconciled(
        house, extract
    )
    assert not machine.spill_folder(house.warehouse).exists()


# 12. Data is shown as data


def test_markup_and_escape_bytes_of_data_are_shown_not_obeyed(house):
    house.export("senr_ssid")
    house.sql("update ledger.batches set site_code = '[/] [red]' || chr(27) || '[2J'")
    shown = house.ledger("list")
    assert "[/] [red]" in shown and "\x1b" not in shown
    assert guard.shown("a\nb\x1b[2J") == "a\\nb\\x1b[2J"


def test_a_cell_of_a_list_starts_no_formula(tmp_path):
    with duckdb.connect() as con:
        query = "select * from (values ('=1+1'), ('+A1'), ('-5'), ('@x'), ('a')) as t (cell)"
        report.write_list(con, query, tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as stream:
        cells = [row["cell"] for row in csv.DictReader(stream)]
    assert cells == ["'=1+1", "'+A1", "-5", "'@x", "a"]


# 13. Memory follows the machine


def test_the_memory_limit_follows_the_container_and_a_setting(tmp_path, monkeypatch):
    """A control group of version 2, one of version 1 around it, none."""
    monkeypatch.setattr(machine, "GROUPS", tmp_path)
    groups = tmp_path / "groups"
    monkeypatch.setattr(machine, "GROUPS_OF_PROCESS", groups)
    whole = int(machine.memory_limit().removesuffix("MiB"))
    for line, place in (
        ("0::/a/b", "a/memory.max"),
        ("0::/outside/of/the/container", "memory.max"),
        ("1:cpu:/\n4:pids,memory:/docker/1", "memory/memory.limit_in_bytes"),
    ):
        groups.write_text(f"{line}\n", encoding="utf-8")
        limit = tmp_path / place
        limit.parent.mkdir(exist_ok=True)
        limit.write_text("2147483648\n", encoding="ascii")
        assert machine.memory_limit() == "1228MiB"
        limit.write_text("max\n", encoding="ascii")
        assert machine.memory_limit() == f"{whole}MiB"
    monkeypatch.setenv("WAREHOUSE_MEMORY", "700MB")
    assert machine.memory_limit() == "700MB"
    assert machine.at_most("512MB") == "512MB" and machine.at_most("1GB") == "700MB"
    for amount, is_small in (("700MB", True), ("2GiB", False)):
        monkeypatch.setenv("WAREHOUSE_MEMORY", amount)
        with duckdb.connect() as con:
            machine.set_limits(con, tmp_path / "own.duckdb")
            query = "select current_setting('preserve_insertion_order')"
            assert con.execute(query).fetchone() == (not is_small,)
    monkeypatch.setenv("WAREHOUSE_MEMORY", "much")
    with pytest.raises(UserError, match="write an amount of memory such as 4GB"):
        machine.memory_limit()


def test_a_step_without_memory_is_named_with_the_limit(monkeypatch):
    monkeypatch.setenv("WAREHOUSE_MEMORY", "700MB")
    told = build.sentence_of("Runtime Error in model x\n  Out of Memory Error: failed", "int_x")
    assert told.startswith("The memory is not enough for int_x: the database may take 700MB.")
    assert build.sentence_of("Runtime Error\n  A sentence.", "") == "A sentence."


# 14. What the command line and the files say is taken as it is meant


@pytest.mark.parametrize(
    "arguments",
    [("--out", ""), ("--warehouse", ""), ("--ledger", " "), ("--as-of-date", ""), ("--site", "")],
)
def test_an_empty_value_is_a_variable_that_is_not_set(house, arguments):
    told = program("export", "senr_ssid", "--warehouse", house.warehouse, *arguments)
    assert told.returncode == 2 and "empty" in told.stderr, told


@pytest.mark.parametrize(
    "command",
    [("load", ""), ("ledger", "backup", ""), ("ledger", "rebuild", "B-1", "--out", " "),
     ("ledger", "reconcile", "--file", "SENR", ""), ("sample", "--out", "")],
)  # fmt: skip
def test_an_empty_folder_or_file_is_refused_by_every_program(command):
    told = program(*command)
    assert told.returncode == 2 and " is empty: write a value" in told.stderr, told


def test_a_relative_ledger_is_one_place_for_dbt_and_programs(monkeypatch, tmp_path):
    monkeypatch.setenv("LEDGER", "some/ledger.duckdb")
    monkeypatch.chdir(tmp_path)
    assert common.ledger_path() == ROOT / "some/ledger.duckdb"
    assert common.ledger_path("here.duckdb") == tmp_path / "here.duckdb"


def loaded(tmp_path: Path, name: str, content: bytes) -> str:
    raw = shutil.copytree(RAW, tmp_path / "raw")
    (raw / name).write_bytes(content)
    for other in raw.glob(f"{name.split('.')[0]}.*"):
        if other.name != name:
            other.unlink()
    told = program("load", raw, "--warehouse", tmp_path / "w.duckdb")
    assert told.returncode == 2 and len(told.stderr.splitlines()) == 1, told
    assert not (tmp_path / "w.duckdb").exists()
    return told.stderr


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("staff.csv.gz", gzip.compress(STAFF + b"\n" * 1_100_000), "million blank lines"),
        ("staff.csv", STAFF + b"x" * 1_100_000 + b"\n", "a value of more than 1,048,576"),
        ("staff.csv.gz", gzip.compress(STAFF) + b"\0" * 512, "after the end of its gzip data"),
        ("sta\nff.csv", STAFF, "sta\\nff.csv is no table of the contract"),
    ],
    ids=["blank lines", "long value", "padded gzip", "line break in the name"],
)
def test_a_file_is_refused_for_what_is_wrong_with_it(tmp_path, name, content, sentence):
    assert sentence in loaded(tmp_path, name, content)


def test_a_named_pipe_is_refused(house, tmp_path):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    (raw / "staff.csv").unlink()
    os.mkfifo(raw / "staff.csv")
    assert "is no regular file" in house.run("load", raw).stderr
    os.mkfifo(tmp_path / "pipe")
    assert "is no regular file" in house.ledger("reconcile", "--file", "SENR", tmp_path / "pipe",
                                                code=2)  # fmt: skip
    house.warehouse = tmp_path / "pipe"
    assert "is no regular file" in house.run("ledger", "list").stderr


def test_readers_of_the_ledger_wait_for_each_other(house):
    with held_elsewhere(house.warehouse) as other:
        waiting = subprocess.Popen(
            [sys.executable, str(ROOT / "scripts/ledger.py"), "list",
             "--warehouse", str(house.warehouse)],
            env=own_code(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(1)
        other.communicate("")
        assert waiting.wait(20) == 0
        waiting.communicate()


def test_setting_up_leaves_the_folder_and_umask_of_the_shell(tmp_path):
    told = subprocess.run(
        ["bash", "-c", f"umask 022; source {ROOT}/scripts/setup; pwd; umask"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout.splitlines() == [str(tmp_path.resolve()), "0022"], told


def test_a_purge_tells_whose_submission_is_forgotten(house):
    assert house.export("senr_fall").returncode == 1
    told = house.ledger("purge", "--before", "2999-01-01")
    assert "subjects of senr_fall 2023-2024 stand in no other batch" in told


def test_an_entry_script_ends_with_the_exit_code_of_the_guard(house):
    assert process("ledger", "list", "--warehouse", house.warehouse).returncode == 0
    assert process("ledger", "list", "--warehouse", house.folder / "none").returncode == 2


def test_many_lines_are_told_by_the_first():
    assert lines_shown([2]) == "2"
    assert lines_shown(list(range(1, 9))) == "1, 2, 3, 4, 5 and 3 more"
