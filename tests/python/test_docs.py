"""What the documents show runs: every query of the README and of the docs landing page."""

import csv
import re
from itertools import pairwise
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


def test_every_rule_is_checked_or_says_why_not():
    path = ROOT / "seeds" / "rules" / "validation_rules.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    page = (ROOT / "models" / "overview.md").read_text(encoding="utf-8")
    table = page.split("# Rules that are not checked")[1]
    statuses = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert {row["status"] for row in rows} == set(statuses)
    # The sentence of a rule stands once: in that of all files or in the row of its file, and there
    # once for each form of it, by the years.
    told = {row["rule_id"] for row in rows if row["message"]}
    years: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in rows:
        if row["message"]:
            form = int(row["first_year"] or 0), int(row["last_year"] or 9999)
            years.setdefault((row["rule_id"], row["file_code"]), []).append(form)
    for rule, forms in years.items():
        assert all(a[1] < b[0] for a, b in pairwise(sorted(forms))), rule
    for row in rows:
        assert bool(row["message"]) == bool(row["severity"] and row["remedy"] and row["fixed_by"])
        if row["status"] in ("checked", "checked_with_extract"):
            assert row["rule_id"] in told, row["rule_key"]
            assert row["status_reason"] or row["status"] == "checked", row["rule_key"]
        else:
            assert row["status_reason"] and not row["message"], row["rule_key"]
        differs = row["severity"] not in ("", row["receiver_severity"] or row["severity"])
        assert differs == bool(row["severity_reason"]), row["rule_key"]
