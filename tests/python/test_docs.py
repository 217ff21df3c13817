"""What the documents show runs: every query of the README and of the docs landing page."""

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
