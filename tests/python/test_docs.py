"""What the documents show runs: every query of the README and of the docs landing page."""

import csv
import re
from pathlib import Path

import pytest

from conftest import ROOT

QUERIES = [
    (page, shown)
    for page in ("README.md", "models/overview.md")
    for shown in re.findall(
        r"```sql\n(.*?)```|\| `(select [^`]*)`",
        (ROOT / page).read_text(encoding="utf-8"),
        re.DOTALL,
    )
]


@pytest.mark.parametrize(("page", "shown"), QUERIES)
def test_a_query_in_the_documents_runs(page: str, shown: tuple, clean_warehouse: Path, query):
    (text,) = (part for part in shown if part)
    query(clean_warehouse, text)


def test_there_are_queries_to_run():
    assert len(QUERIES) >= 8


def test_every_rule_of_these_files_is_checked_or_said_not_to_be():
    def rows(name: str) -> list[dict[str, str]]:
        with (ROOT / "seeds" / "rules" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    names = {"SENR", "SINF", "SPRG", "SCSE", "SCSC", "SDEM", "SASS", "SWAV", "SDIS"}
    in_force = {
        row["rule_id"]
        for row in rows("rules")
        if row["file_code"] in names and row["status"].startswith(("active", "listed"))
    }
    checked = {row["rule_id"] for row in rows("finding_rules")}
    page = (ROOT / "models" / "overview.md").read_text(encoding="utf-8")
    table = page.split("# Rules that are not checked")[1].split("Judged in part")[0]
    unchecked = set(re.findall(r"\b[A-Z]{4}[0-9]{3,4}\b", table))
    assert in_force - checked == {rule for rule in unchecked if not rule.startswith("CERT")}
    assert not checked & unchecked
