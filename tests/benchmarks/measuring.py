"""What the benchmarks share: made-up agencies, programs measured one by one, seconds of models."""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
AS_OF_DATE = "2024-05-31"  # of the sample agency
ADOPT_ORPHANS = 36  # of prctl: who is left behind is this process's child


@dataclass(frozen=True)
class Used:
    """What a program took, with what it has started (Spark's Java): wall and CPU seconds, and the
    most memory of each in MB, added.
    """

    wall: float
    cpu: float
    peak: float


@dataclass
class Watch:
    """A callback of dbt: wall and CPU seconds of each model. The CPU seconds are of the process, so
    they are the model's own only when dbt builds with one thread.
    """

    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    begun: dict[str, float] = field(default_factory=dict)

    def __call__(self, event: Any) -> None:
        """Take note when a node begins and ends."""
        if event.info.name in ("LogStartLine", "LogSeedStartLine"):
            self.begun[event.data.node_info.node_name] = cpu_seconds()
        elif event.info.name in ("LogModelResult", "LogSeedResult"):
            name = event.data.node_info.node_name
            self.cpu[name] = cpu_seconds() - self.begun[name]
            self.wall[name] = event.data.execution_time


def cpu_seconds() -> float:
    """User and system seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def left_behind() -> Iterator[resource.struct_rusage]:
    """What those took that a program had started and that have ended after it, on Linux."""
    with suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]


def measured(command: Sequence[object], most_code: int = 1, **environment: str) -> Used:
    """Run a Python program with its arguments in a process of its own.

    Errors: SystemExit with what it said when its exit code is above `most_code`.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    words = [sys.executable, *map(str, command)]
    variables = os.environ | {"STATEFILES_AS_OF_DATE": AS_OF_DATE} | environment
    with tempfile.TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(words, env=variables, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if not 0 <= process.returncode <= most_code:
            said.seek(0)
            text = said.read().decode(errors="replace")
            raise SystemExit(f"{words[1]} ended with {process.returncode}:\n{text}")
    used = [usage, *left_behind()]
    kilobytes = sum(one.ru_maxrss for one in used) / (1024 if sys.platform == "darwin" else 1)
    return Used(wall, sum(one.ru_utime + one.ru_stime for one in used), kilobytes / 1024)


def program(name: str, *arguments: object, **environment: str) -> Used:
    """Run one of the programs of scripts/."""
    return measured([ROOT / "scripts" / f"{name}.py", *arguments], **environment)


def sample(raw: Path, students: int | None = None, absences: int | None = None) -> Used:
    """Make the raw tables of an agency; of the demo's size when no number is given."""
    sizes: Mapping[str, int | None] = {"--students": students, "--absences": absences}
    given = [word for pair in sizes.items() if pair[1] is not None for word in pair]
    return program("sample", "--out", raw, *given)
