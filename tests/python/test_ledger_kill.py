"""Kill an export at each step that leaves something behind, and see what the next run makes of it.

After every kill a batch that is shown has its file; after the next run both are there, or neither.
"""

import hashlib
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from conftest import AS_OF_DATE, ROOT, TEST_YEAR, program

OLD = b"the file of an earlier run\r\n"

# Forks for each line that it reads, [step, file for stderr, arguments]: the child runs export.py
# and dies before step number STEP, a statement that writes to the ledger or a call that makes
# files. With step 0 it runs to the end and prints the steps. What is imported is imported once.
DRIVER = textwrap.dedent(
    """
    import json, os, sys
    sys.path.insert(0, sys.argv[1])
    from statefiles import common, export, guard, parts, project, report, writer
    from statefiles.ledger import batch, recovery

    taken = []
    wanted = 0

    def tick(name):
        taken.append(name)
        if len(taken) == wanted:
            os.kill(os.getpid(), 9)

    class Watched:
        def __init__(self, con):
            self.con = con
        def __enter__(self):
            return self
        def __exit__(self, *trouble):
            self.con.close()
        def __getattr__(self, name):
            return getattr(self.con, name)
        def execute(self, sql, *values):
            words = " ".join(sql.split())
            if words.startswith(("begin", "commit", "insert into ledger", "update ledger")):
                tick(words[:40])
            return self.con.execute(sql, *values)

    connect, replace, fsync, opened = common.connect, os.replace, os.fsync, os.open

    def watched_open(path, flags, *mode):
        if flags & os.O_CREAT and str(path).endswith(".part"):
            tick("open " + os.path.basename(path))
        return opened(path, flags, *mode)

    def watched_replace(source, target):
        tick("name " + os.path.basename(target))
        replace(source, target)
        tick("named " + os.path.basename(target))

    def watched_fsync(number):
        tick("sync")
        fsync(number)

    common.connect = lambda *a, **k: Watched(connect(*a, **k))

    for line in sys.stdin:
        wanted, errors, arguments = json.loads(line)
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            parts.TOKEN = f"{os.getpid():016x}"  # as of a process of its own
            os.dup2(opened(errors, os.O_WRONLY | os.O_CREAT, 0o600), 2)
            os.dup2(2, 1)
            os.replace, os.fsync, os.open = watched_replace, watched_fsync, watched_open
            code = export.main(arguments)
            print(json.dumps(taken), file=sys.stderr, flush=True)
            os._exit(code)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    """
)


@pytest.fixture(scope="module")
def exporter() -> Iterator[subprocess.Popen[str]]:
    """The process that forks an export for each line it is given."""
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(ROOT / "scripts")],
        env=os.environ | {"STATEFILES_AS_OF_DATE": AS_OF_DATE, "STATEFILES_TEST_YEAR": TEST_YEAR},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        yield running
        running.communicate()


class Run:
    """A warehouse and an output folder for one killed run."""

    def __init__(self, exporter: subprocess.Popen[str], warehouse: Path, folder: Path) -> None:
        self.exporter, self.warehouse, self.out = exporter, warehouse, folder / "out"
        self.errors = folder / "errors.txt"
        self.file = self.out / "calpads" / "senr_ssid.txt"
        self.file.parent.mkdir(parents=True)
        self.file.write_bytes(OLD)

    def until(self, step: int) -> tuple[int, str]:
        """Exit code and what the export has said."""
        assert self.exporter.stdin and self.exporter.stdout
        arguments = [
            "senr_ssid", "--no-build", "--warehouse", str(self.warehouse), "--out", str(self.out),
        ]  # fmt: skip
        self.exporter.stdin.write(json.dumps([step, str(self.errors), arguments]) + "\n")
        self.exporter.stdin.flush()
        return int(self.exporter.stdout.readline()), self.errors.read_text(encoding="utf-8")

    def shown(self) -> list[tuple[str, str]]:
        """The batches that readers see, with the digest of their file."""
        with duckdb.connect(str(self.warehouse), read_only=True) as con:
            return con.execute(
                "select batch_id, file_sha256 from ledger.submission_batches"
            ).fetchall()

    def digest(self) -> str:
        return hashlib.sha256(self.file.read_bytes()).hexdigest()

    def parts(self) -> list[Path]:
        return list(self.file.parent.glob(".senr_ssid.txt.*.part"))

    def next_run(self) -> str:
        result = program(
            "export", "sdem", "--no-build", "--warehouse", self.warehouse, "--out", self.out,
            STATEFILES_AS_OF_DATE=AS_OF_DATE,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return result.stderr.strip()


@pytest.fixture
def run(
    exporter: subprocess.Popen[str],
    clean_warehouse: Path,
    own_copy: Callable[[Path], Path],
    tmp_path: Path,
) -> Run:
    return Run(exporter, own_copy(clean_warehouse), tmp_path)


# Steps of one export with one file; the test below sees that these are all.
STEPS = [
    "open .senr_ssid.txt.", "sync", "begin transaction", "insert into ledger.record_texts",
    "update ledger.record_spans", "insert into ledger.record_spans",
    "insert into ledger.batches", "insert into ledger.batch_files",
    "insert into ledger.batch_steps", "commit", "name senr_ssid.txt", "named senr_ssid.txt",
    "sync", "update ledger.batches set is_placed",
]  # fmt: skip


def test_the_steps_that_are_killed_are_all(run):
    code, said = run.until(0)
    assert code == 0, said
    taken = json.loads(said.strip().splitlines()[-1])
    end = next(i for i, name in enumerate(taken) if "is_placed" in name)
    assert len(taken[: end + 1]) == len(STEPS), taken
    for name, expected in zip(taken, STEPS, strict=False):
        assert name.startswith(expected), (name, expected)


@pytest.mark.parametrize("step", range(1, len(STEPS) + 2))
def test_after_a_kill_batch_and_file_are_both_there_or_neither(run, step):
    code, said = run.until(step)
    assert code == -9, said
    part = run.parts()
    left = [
        f"{'old' if run.file.read_bytes() == OLD else 'new'} file",
        *(["part file"] if part else []),
        *(["batch shown"] if run.shown() else []),
    ]
    for _, digest in run.shown():  # a batch that is shown has its file, at every moment
        assert digest == run.digest()
    told = run.next_run()
    print(f"| {(*STEPS, 'after the last step')[step - 1]} | {', '.join(left)} | {told} |")
    committed = step > STEPS.index("commit") + 1
    shown = [digest for _, digest in run.shown() if digest == run.digest()]
    assert bool(shown) == committed == (run.file.read_bytes() != OLD)
    assert len(run.shown()) == 1 + committed
    assert list(run.out.rglob("*.part")) == []
    if committed and step <= len(STEPS):
        first, *others = told.splitlines()
        assert first.startswith("Finished batch B-") and first.endswith("senr_ssid.txt.")
        assert others == []  # its part went as the file was made again
    elif not committed and step > 1:
        sentence = (
            "Removed an unfinished senr_ssid.txt of a run that was stopped: no batch holds it."
        )
        assert told == sentence
    assert run.next_run() == ""


def test_a_lost_part_file_is_made_again_from_the_ledger(run):
    step = STEPS.index("name senr_ssid.txt") + 1
    assert run.until(step)[0] == -9
    (part,) = run.parts()
    part.unlink()
    assert run.next_run().startswith("Finished batch")
    ((digest,),) = [d for d in [(digest,) for _, digest in run.shown()] if d[0] == run.digest()]
    assert run.file.read_bytes() != OLD and digest == run.digest()


def test_ledger_py_finishes_a_stopped_run_as_well(run):
    assert run.until(STEPS.index("named senr_ssid.txt") + 1)[0] == -9
    assert run.shown() == []
    told = program("ledger", "list", "--warehouse", run.warehouse)
    assert told.stdout.startswith("Finished batch B-") and "senr_ssid" in told.stdout
    assert [digest for _, digest in run.shown()] == [run.digest()]
