"""Gather the tables of the report, all of them queries of the folder sql, and write the page."""

import base64
import hashlib
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from statefiles.ledger.store import Ledger
from statefiles.parts import atomic_write
from statefiles.readiness import chart

HERE = Path(__file__).parent
NAME = "report.html"
MOST = {
    "most": 500,  # rows of a table
    "most_grades": 6000,  # of all schools
    "most_schools": 10,  # of a rule
    "most_keys": 10,  # of a school
    "most_candidates": 50,  # of a file and outcome
}
# The tables of the page, in the order in which they are asked for.
TABLES = (
    "run", "options", "inputs", "grid", "checklist", "owners", "findings", "unmapped_codes",
    "grades", "enrollment", "changes", "changed_fields", "candidates",
)  # fmt: skip


@cache
def statements(name: str) -> list[str]:
    """The statements of a file of the folder sql, without its comments."""
    text = (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    return [statement for statement in code.split(";\n") if statement.strip()]


def rows(ledger: Ledger, name: str, **values: Any) -> list[dict[str, Any]]:
    """Run the statements of a file, each with the values it names; the rows of the last."""
    found: list[dict[str, Any]] = []
    for statement in statements(name):
        names = set(re.findall(r"\$(\w+)", statement))
        named = {key: value for key, value in values.items() if key in names}
        cursor = ledger.run(statement, named)
        columns = [column[0] for column in cursor.description or ()]
        found = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def gather(ledger: Ledger, stale: Collection[str], with_names: bool) -> dict[str, Any]:
    """The tables of the report by their names."""
    values = MOST | {"stale": sorted(stale), "with_names": with_names}
    for name in ("begin", "differences"):
        rows(ledger, name)
    found: dict[str, Any] = {name: rows(ledger, name, **values) for name in TABLES}
    found["exclusions"] = rows(ledger, "exclusions", most=MOST["most_keys"])
    return found | {"run": found["run"][0], "with_names": with_names, "most": MOST}


@cache
def environment() -> Environment:
    """Templates in which every value of the data is shown as text."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["number"] = lambda value: "" if value is None else f"{value:,}"
    made.filters["outcome"] = lambda reason: reason.replace("_", " ") or "written"
    made.filters["words"] = lambda value: str(value).replace("_", " ")
    return made


def part(name: str) -> Markup:
    """A style sheet or script of the project, as it stands in the page."""
    return Markup((HERE / "templates" / name).read_text(encoding="utf-8"))


def render(found: dict[str, Any], before: Path) -> str:
    """The page. Its script is named by its digest: no other may run, whatever the data holds."""
    run, script = found["run"], part("report.js")
    drawn = chart.svg(found["grades"], run["last_year"], run["academic_year"], before)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        environment()
        .get_template("report.html")
        .render(
            found,
            chart=Markup(drawn),
            style=part("report.css"),
            script=script,
            script_digest=digest,
        )
    )


def write(ledger: Ledger, folder: Path, stale: Collection[str], with_names: bool = False) -> Path:
    """The report of what is built, for its owner alone; the file. It reads the table that
    export.summaries has made in this session.
    """
    path = folder / NAME
    text = render(gather(ledger, stale, with_names), path)
    with atomic_write(path) as written:
        written.write_text(text, encoding="utf-8", newline="\n")
    return path
