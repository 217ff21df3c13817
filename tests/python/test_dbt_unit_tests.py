"""dbt's unit tests, in batches that several processes share.

One of them by hand, once the warehouse is built: dbt test --select NAME
"""

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from conftest import dbt, parsed
from statefiles import project

MOST = 40  # tests in one run of dbt


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


@pytest.mark.parametrize("batch", batches())
def test_the_rules_hold_on_made_up_rows(batch: str, clean_warehouse: Path, tmp_path: Path):
    warehouse = Path(shutil.copy(clean_warehouse, tmp_path / "own.duckdb"))
    tests = batches()[batch]
    chosen = {name: parsed().unit_tests[name] for name in tests}
    manifest = project.manifest_of(project.contents(parsed()) | {"unit_tests": chosen})
    done = dbt(warehouse, "test", "--select", "test_type:unit", manifest=manifest)
    assert done.returncode == 0, done.stdout
    assert f"{len(tests)} unit test" in done.stdout  # each was run
