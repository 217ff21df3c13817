"""dbt's unit tests, folder by folder, so that several processes share them.

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
    """The unit tests by the folder of their file, large folders in parts."""
    folders: dict[str, list[str]] = defaultdict(list)
    for unique_id, test in sorted(parsed().unit_tests.items()):
        folders[Path(test.original_file_path).parent.relative_to("models").as_posix()].append(
            unique_id
        )
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
