"""Faults by the hundred: kills, stops, mutated inputs, hostile options, damage, two at once.

    python tests/benchmarks/faults.py                          # about twenty minutes
    python tests/benchmarks/faults.py --tries 10 --only kill-export damage
    python tests/benchmarks/faults.py --seed 7

Everything is done on the small agency of tests/fixtures, in a temporary folder. The same seed
gives the same faults, but for the moment at which a signal arrives. Prints a table of what was
tried, held and failed, and the first failures in words; exit 1 when anything failed.
docs/threat-model.md says what must hold.
"""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import duckdb

RAW = ROOT / "tests" / "fixtures" / "small_agency"
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("STATEFILES_")} | {
    "STATEFILES_AS_OF_DATE": "2024-05-31",
    "PYTHONPATH": str(ROOT / "scripts"),
    "PYTHONDONTWRITEBYTECODE": "1",
}
EXPORTS = ("senr_ssid", "sinf", "senr_fall")
SLOWEST = 120.0  # seconds; whoever takes longer hangs
HOSTILE = (
    "", " ", "'", '"', "'; drop table x; --", "../../x", "/etc/passwd", "\x1b[2J", "[/]", "%s%n",
    "{0}", "=1+1", "infinity", "-infinity", "0000-00-00", "2024-02-30", "9998-9999", "0-1", "-1",
    "2018.5", "1e9", "9" * 400, "ü", "\u202e", "null", "LEA ", "0100001\n", "$(id)", "`id`", "a b",
)  # fmt: skip


class Failed(Exception):
    """What did not hold, in words."""


class Bench:
    """A built warehouse, copies of it to do harm to, and the chance that chooses the harm."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.built = folder / "built.duckdb"
        self.number = 0
        self.secrets = secrets()

    def build(self) -> None:
        """Load and build the small agency once."""
        done = self.run("load", str(RAW), warehouse=self.built)
        expect(done.returncode == 0, done.stderr)
        done = self.run("build", warehouse=self.built)
        expect(done.returncode == 0, done.stderr)
        done = self.run("export", *EXPORTS, *self.to(self.folder / "good"), warehouse=self.built)
        expect(done.returncode in (0, 1), done.stderr)
        self.good = digests(self.folder / "good")

    def house(self) -> tuple[Path, Path]:
        """A copy of the warehouse and a folder for its files, both its own."""
        self.number += 1
        place = self.folder / f"try{self.number}"
        place.mkdir(mode=0o700)
        return Path(shutil.copy(self.built, place / "w.duckdb")), place / "out"

    def to(self, out: Path) -> tuple[str, ...]:
        return ("--no-build", "--out", str(out))

    def command(self, name: str, *arguments: str, warehouse: Path) -> list[str]:
        script = str(ROOT / "scripts" / f"{name}.py")
        return [sys.executable, script, *arguments, "--warehouse", str(warehouse)]

    def run(self, name: str, *arguments: str, warehouse: Path) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; what must hold of every program holds of it."""
        done = subprocess.run(
            self.command(name, *arguments, warehouse=warehouse), env=ENVIRONMENT, text=True,
            encoding="utf-8", errors="replace", capture_output=True, check=False, timeout=SLOWEST,
        )  # fmt: skip
        expect("Traceback" not in done.stderr, f"{name}: a traceback: {done.stderr[-300:]}")
        expect(done.returncode in (0, 1, 2), f"{name}: exit code {done.returncode}")
        expect("\x1b" not in done.stdout + done.stderr, f"{name}: escape bytes on the screen")
        for value in self.secrets:
            expect(value not in done.stderr, f"{name}: a value of a person on the screen")
        return done

    def hit(self, number: int, name: str, *arguments: str, warehouse: Path, within: float) -> int:
        """Start a program and send it a signal at some moment; its exit code."""
        with subprocess.Popen(
            self.command(name, *arguments, warehouse=warehouse), env=ENVIRONMENT,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        ) as program:  # fmt: skip
            time.sleep(self.random.uniform(0.0, within))
            with suppress(ProcessLookupError):
                program.send_signal(number)
            began = time.monotonic()
            _, told = program.communicate(timeout=SLOWEST)
            expect(time.monotonic() - began < 10, f"{name} went on after the signal")
            expect(b"Traceback" not in told, f"{name}: a traceback: {told[-300:]!r}")
            return program.returncode


def expect(holds: bool, otherwise: str) -> None:
    """Fail with these words unless it holds."""
    if not holds:
        raise Failed(otherwise)


def secrets() -> list[str]:
    """SSIDs and names of the agency, which belong into no message."""
    lines = (RAW / "students.csv").read_text(encoding="utf-8").splitlines()
    cells = [line.split(",") for line in lines[1:]]
    return sorted({row[2] for row in cells if len(row[2]) == 10} | {"O'Neil-Ruiz"})


def digests(out: Path) -> dict[str, str]:
    """The files of a folder by their place in it."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.suffix in (".txt", ".tsv")
    }


def private(folder: Path) -> None:
    """Everything below is for the owner alone, whoever made it."""
    for path in folder.rglob("*"):
        if "raw" in path.relative_to(folder).parts:  # the tables that were given
            continue
        bits = stat.S_IMODE(path.lstat().st_mode) & 0o077
        expect(path.is_symlink() or not bits, f"{path.name} can be read by others")


def agrees(warehouse: Path, out: Path, is_settled: bool) -> None:
    """Every batch that is shown has its file; once settled nothing is left over."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        files = con.execute(
            "select file_path, last(files.file_sha256 order by batch_number), "
            "count(*) filter (where not is_placed) "
            "from ledger.batch_files as files inner join ledger.batches using (batch_id) "
            "group by file_path"
        ).fetchall()
    for path, sha256, unfinished in files:
        if not unfinished:
            expect(Path(path).exists(), f"{Path(path).name} of a batch is not there")
            found = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            expect(found == sha256, f"{Path(path).name} is not that of its batch")
        expect(not (is_settled and unfinished), "a batch is left unfinished")
    if is_settled and out.exists():
        expect(list(out.rglob("*.part*")) == [], "a part is left")


def kill_export(bench: Bench) -> None:
    """A kill at any moment leaves whole files that agree with the ledger; the next run mends."""
    warehouse, out = bench.house()
    number = bench.random.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
    bench.hit(number, "export", *EXPORTS, *bench.to(out), warehouse=warehouse, within=2.5)
    for name, sha256 in digests(out).items() if out.exists() else ():
        expect(bench.good[name] == sha256, f"{name} is not whole")
    agrees(warehouse, out, is_settled=False)
    bench.run("export", *EXPORTS, *bench.to(out), warehouse=warehouse)
    expect(digests(out) == bench.good, "the next run writes other files")
    agrees(warehouse, out, is_settled=True)
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["exports"]
    for export in told.values():
        for file in export["files"]:
            expect(digests(out)[file["file"]] == file["sha256"], "the manifest tells another hash")
    private(out)


def kill_build(bench: Bench) -> None:
    """After a build that was stopped nothing of it passes for what was asked before."""
    warehouse, out = bench.house()
    number = bench.random.choice((signal.SIGKILL, signal.SIGTERM))
    arguments = (*EXPORTS, "--site", "0100001", "--out", str(out.parent / "other"))
    bench.hit(number, "export", *arguments, warehouse=warehouse, within=8.0)
    done = bench.run("export", *EXPORTS, *bench.to(out), warehouse=warehouse)
    expect(done.returncode < 2 or "leave out --no-build" in done.stderr, done.stderr[-300:])
    expect(not out.exists() or digests(out) == bench.good, "a file of other options")
    bench.run("export", *EXPORTS, "--out", str(out), warehouse=warehouse)
    expect(digests(out) == bench.good, "the next build gives other files")
    private(out.parent)


def raw_rows(warehouse: Path) -> list[tuple] | None:
    """What is loaded; None when nothing is."""
    with duckdb.connect(str(warehouse), read_only=True) as con, suppress(duckdb.CatalogException):
        tables = con.execute(
            "select table_name, row_count, sha256 from raw.load_manifest order by 1"
        ).fetchall()
        return tables + con.execute("select sum(hash(s)) from raw.students as s").fetchall()
    return None


def kill_load(bench: Bench) -> None:
    """A load is there, or not at all."""
    warehouse, out = bench.house()
    raw = shutil.copytree(RAW, out.parent / "raw")
    students = raw / "students.csv"
    lines = students.read_text(encoding="utf-8").splitlines(keepends=True)
    students.write_text("".join([*lines, *lines[1:]]), encoding="utf-8")
    before = raw_rows(warehouse)
    number = bench.random.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
    code = bench.hit(number, "load", str(raw), warehouse=warehouse, within=1.5)
    after = raw_rows(warehouse)
    if after != before:
        bench.run("load", str(raw), warehouse=warehouse)
        expect(after == raw_rows(warehouse), "half a load")
    expect((code == 0) <= (after != before), "it is said to be loaded, and is not")
    expect(number == signal.SIGKILL or (code == 2) <= (after == before), "it is denied, but loaded")
    private(out.parent)


def stop_mark(bench: Bench) -> None:
    """What a stopped mark says is what the ledger has."""
    warehouse, out = bench.house()
    bench.run("export", "senr_ssid", *bench.to(out), warehouse=warehouse)
    query = "select batch_id, batch_state from ledger.batches order by batch_number desc limit 1"
    with duckdb.connect(str(warehouse), read_only=True) as con:
        batch, _ = con.execute(query).fetchone()
    code = bench.hit(signal.SIGTERM, "ledger", "mark-sent", batch, warehouse=warehouse, within=1.2)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        _, state = con.execute(query).fetchone()
    expect((state == "sent") == (code == 0), f"exit code {code}, state {state}")


def mutate(bench: Bench, content: bytes) -> bytes:
    """Some bytes changed, cut out, doubled or put in."""
    chance = bench.random
    for _ in range(chance.randint(1, 4)):
        if not content:
            break
        place = chance.randrange(len(content))
        length = chance.choice((1, 1, 3, 40))
        piece = chance.choice(
            (b"", b'"', b",", b"\0", b"\r", b"\n", b"\xff", b"\xc3", b"\x1b[2J", b"=cmd()", b"^",
             content[place : place + 200], chance.randbytes(length), b"x" * 70_000)
        )  # fmt: skip
        content = content[:place] + piece + content[place + chance.choice((0, length)) :]
    return content


def mutated_input(bench: Bench) -> None:
    """A mutated table is loaded, or refused in one sentence with nothing changed."""
    warehouse, out = bench.house()
    raw = shutil.copytree(RAW, out.parent / "raw")
    path = bench.random.choice(sorted(raw.glob("*.csv")))
    path.write_bytes(mutate(bench, path.read_bytes()))
    before = raw_rows(warehouse)
    done = bench.run("load", str(raw), warehouse=warehouse)
    expect(done.returncode in (0, 2), f"exit code {done.returncode}")
    if done.returncode == 2:
        expect(len(done.stderr.splitlines()) == 1, f"no one sentence: {done.stderr[:300]}")
        expect(raw_rows(warehouse) == before, "a refused load changed something")


def hostile_option(bench: Bench) -> None:
    """A hostile value is refused in one sentence, or means itself; nothing is written elsewhere."""
    warehouse, out = bench.house()
    names = ("site", "academic-year", "as-of-date", "layout-year", "program-year", "test-year",
             "agency", "course-group", "census-date", "cast-levels")  # fmt: skip
    name, value = bench.random.choice(names), bench.random.choice(HOSTILE)
    arguments = (f"--{name}={value}", "--out", str(out))
    done = bench.run("export", "senr_ssid", *arguments, warehouse=warehouse)
    if done.returncode == 2:
        expect("Error: " in done.stderr or "Not written" in done.stdout or "layout" in done.stdout,
               f"no sentence: {done.stdout[-200:]}{done.stderr[-200:]}")  # fmt: skip
    left = {path.name for path in out.parent.iterdir()}
    expect(left <= {"out", "w.duckdb", "w.duckdb.lock"}, f"written elsewhere: {left}")


def damage(bench: Bench) -> None:
    """A damaged warehouse gives the right files or one sentence."""
    warehouse, out = bench.house()
    size = warehouse.stat().st_size
    with warehouse.open("r+b") as file:
        for _ in range(bench.random.choice((1, 5, 50))):
            file.seek(bench.random.randrange(size))
            file.write(bench.random.randbytes(bench.random.choice((1, 64, 4096))))
    done = bench.run("export", *EXPORTS, *bench.to(out), warehouse=warehouse)
    if done.returncode == 2:
        expect(done.stderr.startswith("Error: "), f"no sentence: {done.stderr[:300]}")
    for name, sha256 in digests(out).items() if out.exists() else ():
        expect(bench.good[name] == sha256, f"{name} holds something else")


def two_at_once(bench: Bench) -> None:
    """Two warehouses with one folder, or one warehouse twice: whole files, or one sentence."""
    warehouse, out = bench.house()
    other = warehouse
    if bench.random.random() < 0.7:
        other = Path(shutil.copy(warehouse, warehouse.with_name("other.duckdb")))
    runs = [
        subprocess.Popen(
            bench.command("export", *EXPORTS, *bench.to(out), warehouse=which), env=ENVIRONMENT,
            text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        for which in (warehouse, other)
    ]  # fmt: skip
    for run in runs:
        _, told = run.communicate(timeout=SLOWEST)
        expect("Traceback" not in told, f"a traceback: {told[-300:]}")
        expect(run.returncode in (0, 1) or "in use" in told, f"{run.returncode}: {told[-300:]}")
    expect(digests(out) == bench.good, "a file is not whole")
    expect(list(out.rglob("*.part*")) == [], "a part is left")
    private(out)


KINDS: dict[str, tuple[Callable[[Bench], None], int]] = {
    "kill-export": (kill_export, 150),
    "kill-build": (kill_build, 20),
    "kill-load": (kill_load, 60),
    "stop-mark": (stop_mark, 40),
    "input": (mutated_input, 250),
    "option": (hostile_option, 60),
    "damage": (damage, 60),
    "two-at-once": (two_at_once, 30),
}


def tries(bench: Bench, kind: str, count: int) -> Iterator[str]:
    """Why each try of a kind failed; nothing for one that held."""
    attempt, _ = KINDS[kind]
    for _ in range(count):
        try:
            attempt(bench)
            yield ""
        except Failed as failure:
            yield f"{kind}, try {bench.number}: {failure}"
        except subprocess.TimeoutExpired:
            yield f"{kind}, try {bench.number}: it hangs"
        for path in bench.folder.glob("try*"):
            shutil.rmtree(path)


def logs_are_clean(bench: Bench) -> str:
    """No value of a person stands in the logs."""
    for path in (ROOT / "logs").glob("*.log*"):
        text = path.read_text(encoding="utf-8", errors="replace")
        found = [value for value in bench.secrets if re.search(rf"\b{re.escape(value)}\b", text)]
        if found:
            return f"logs: {path.name} holds {len(found)} values of people"
    return ""


def main() -> int:
    """Try everything, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tries", type=int, help="of each kind; default: hundreds in all")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    given = parser.parse_args()
    os.umask(0o077)
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.seed)
        bench.build()
        print("| fault | tried | held | failed | seconds |\n| --- | --- | --- | --- | --- |")
        for kind in given.only:
            began = time.monotonic()
            count = given.tries or KINDS[kind][1]
            found = [told for told in tries(bench, kind, count) if told]
            seconds = time.monotonic() - began
            print(f"| {kind} | {count} | {count - len(found)} | {len(found)} | {seconds:.0f} |",
                  flush=True)  # fmt: skip
            failures += found
        failures += filter(None, [logs_are_clean(bench)])
    for told in failures[:40]:
        print(told)
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
