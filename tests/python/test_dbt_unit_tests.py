"""dbt's unit tests, in batches that several processes share.

One of them by hand, once the warehouse is built: dbt test --select NAME
"""

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from conftest import dbt, parsed
from statefiles import project

MOST = 150  # tests in one run of dbt, which takes seconds to begin


def batches() -> dict[str, list[str]]:
    """The unit tests by the area of their file, such as exports/calpads, large ones in parts."""
    folders: dict[str, list[str]] = defaultdict(list)
    for unique_id, test in sorted(parsed().unit_tests.items()):
        _, *area = Path(test.original_file_path).parent.parts
        folders["/".join(area[: 2 if area[0] == "exports" else 1])].append(unique_id)
    found = {}
    for folder, tests in folders.items():
        for start in range(0, len(tests), MOST):
            found[f"{folder} {start + 1}" if len(tests) > MOST else folder] = tests[
                start : start + MOST
            ]
    return found


def of_tests(names: list[str]) -> Any:
    """The manifest of unit tests: their models and what those read, for dbt looks at all it has."""
    whole, known = parsed(), project.read()
    tests = {name: whole.unit_tests[name] for name in names}
    models = {model for test in tests.values() for model in test.depends_on.nodes}
    part = project.part_of(whole, known, models) if models <= set(known.nodes) else whole
    others: dict[str, Any] = {"exposures": {}, "metrics": {}, "semantic_models": {}}
    return project.manifest_of(project.contents(part) | others | {"unit_tests": tests})


@pytest.mark.parametrize("batch", batches())
def test_the_rules_hold_on_made_up_rows(batch: str, clean_warehouse: Path, tmp_path: Path):
    warehouse = Path(shutil.copy(clean_warehouse, tmp_path / "own.duckdb"))
    tests = batches()[batch]
    done = dbt(warehouse, "test", "--select", "test_type:unit", manifest=of_tests(tests))
    assert done.returncode == 0, done.stdout
    assert f"{len(tests)} unit test" in done.stdout  # each was run
