"""Run dbt for a program: options as variables, progress shown, one sentence on failure."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from common import ROOT, UserError

SENTENCES = (
    re.compile(r"Invalid Input Error: (.+)"),  # raise_error in run_options
    re.compile(r"Compilation Error in operation [^\n]*\n\s*(.+)"),  # check_raw_tables
)


def sentence_of(log: str) -> str:
    """The one sentence for the user in what dbt told of its errors."""
    for pattern in SENTENCES:
        if match := pattern.search(log):
            return match.group(1).strip()
    if "lock" in log.lower() and "IO Error" in log:
        return "The warehouse is in use by another program; close it there and run this again."
    first = next((line for line in log.splitlines() if line.strip()), "no message")
    return f"The build failed: {first.strip()} (details in logs/dbt.log)."


def run_dbt(
    arguments: Sequence[str],
    warehouse: Path,
    options: Mapping[str, str] | None = None,
    console: Console | None = None,
) -> None:
    """Run dbt in the project root and show which model is being built.

    Errors: UserError with the sentence of a wrong option or a missing raw table.
    """
    console = console or Console(stderr=True)
    environment = dict(os.environ, WAREHOUSE=str(warehouse))
    environment |= {f"STATEFILES_{name.upper()}": value for name, value in (options or {}).items()}
    command = [
        str(Path(sys.executable).with_name("dbt")),
        *arguments,
        "--log-format",
        "json",
        "--no-use-colors",
    ]
    errors: list[str] = []
    with (
        console.status("Reading the project") as status,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8",
        ) as process,
    ):  # fmt: skip
        for line in process.stdout or ():
            try:
                event = json.loads(line)
            except json.JSONDecodeError:
                errors.append(line)
                continue
            data = event.get("data", {})
            if data.get("total") and data.get("node_info"):
                status.update(
                    f"{data['index']} of {data['total']} {data['node_info']['node_name']}"
                )
            if event["info"]["level"] == "error":
                errors.append(event["info"]["msg"])
    if process.returncode:
        raise UserError(sentence_of("\n".join(errors)))


def manifest(warehouse: Path, *, is_new: bool = False) -> dict:
    """The manifest of the last dbt run; the project is read where there is none or a new one is
    asked for.
    """
    path = ROOT / "target" / "manifest.json"
    if is_new or not path.exists():
        run_dbt(["parse"], warehouse)
    return json.loads(path.read_text(encoding="utf-8"))
