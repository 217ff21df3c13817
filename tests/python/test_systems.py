"""Systems other than Linux, as far as a Linux machine can show them."""

import os
import subprocess
import sys
import textwrap

import duckdb
import pytest

from conftest import AS_OF_DATE, ROOT, TEST_YEAR
from statefiles import machine
from statefiles.ledger import store

# The console command where Python lacks what it has on POSIX alone. The lock of the library is that
# of the system that it is on; what else is asked of the system must do without.
ELSEWHERE = textwrap.dedent(
    """
    import os, sys
    import filelock
    for module in ("fcntl", "resource", "termios"):
        sys.modules[module] = None
    for name in ("sysconf", "O_NOFOLLOW", "sched_getaffinity", "mkfifo"):
        delattr(os, name)
    from statefiles import cli
    cli.main()
    """
)


def elsewhere(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the console command on a system without POSIX."""
    path = os.pathsep.join([str(ROOT / "scripts"), os.environ.get("PYTHONPATH", "")])
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STATEFILES_")}
    options = {"STATEFILES_AS_OF_DATE": AS_OF_DATE, "STATEFILES_TEST_YEAR": TEST_YEAR}
    return subprocess.run(
        [sys.executable, "-c", ELSEWHERE, *map(str, arguments)],
        env=clean | options | {"PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_load_and_export_need_nothing_that_posix_alone_has(tmp_path):
    raw, warehouse = ROOT / "tests" / "fixtures" / "small_agency", tmp_path / "own.duckdb"
    loaded = elsewhere("load", raw, "--warehouse", warehouse)
    assert loaded.returncode == 0, loaded.stderr
    written = elsewhere("export", "sdem", "--warehouse", warehouse, "--out", tmp_path / "out")
    assert written.returncode in (0, 1), written.stderr
    golden = ROOT / "tests" / "fixtures" / "golden" / "calpads" / "sdem.txt"
    assert (tmp_path / "out" / "calpads" / "sdem.txt").read_bytes() == golden.read_bytes()
    left = [p.name for p in (tmp_path / "out").rglob(".*")]
    assert not left  # no part and no lock of a run


def test_where_the_system_tells_no_memory_the_database_does(monkeypatch):
    with duckdb.connect() as con:
        ((limit,),) = con.execute("select current_setting('memory_limit')").fetchall()
    monkeypatch.delattr(os, "sysconf")
    assert machine.memory() == pytest.approx(machine.bytes_of(limit) / 0.8)


def test_a_user_without_a_name_is_unknown(monkeypatch):
    def fails() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", fails)
    assert store.user_name() == "unknown"
