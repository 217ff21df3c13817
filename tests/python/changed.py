"""Lint and test what has changed since the last commit: scripts/test --fast calls it.

A changed model, seed or macro means the unit tests of the models that read it, directly or through
others of its folder; a changed program or test means the tests that name it. Exit 0: all hold.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import conftest
from statefiles import project
from statefiles.common import ROOT

SQL = ("models/", "seeds/", "macros/")


def changed() -> list[str]:
    """Files that differ from the last commit, or from the one before when nothing does."""
    for revision in ("HEAD", "HEAD~1"):
        listed = subprocess.run(
            ["git", "diff", "--name-only", "--diff-filter=d", revision], cwd=ROOT,
            capture_output=True, text=True, check=False,
        ).stdout.split()  # fmt: skip
        others = subprocess.run(
            ["git", "ls-files", "--others", "--exclude-standard"], cwd=ROOT,
            capture_output=True, text=True, check=False,
        ).stdout.split()  # fmt: skip
        if listed or others:
            return [*listed, *others]
    return []


def unit_tests_of(files: Iterable[str]) -> set[str]:
    """The unit tests of the models that are these files, or call these macros, and of the models
    that read them or these seeds.
    """
    manifest, files = conftest.parsed(), set(files)
    macros = {name for name, one in manifest.macros.items() if one.original_file_path in files}
    nodes = {
        name
        for name, node in manifest.nodes.items()
        if node.original_file_path in files or macros.intersection(node.depends_on.macros)
    }
    readers = {
        name for name, node in manifest.nodes.items() if nodes.intersection(node.depends_on_nodes)
    }
    return {
        name
        for name, test in manifest.unit_tests.items()
        if test.original_file_path in files or (nodes | readers).intersection(test.depends_on.nodes)
    }


def main(folder: Path) -> int:
    """Lint, unit tests and Python tests of the changed files."""
    files = changed()
    print(f"{len(files)} changed files")
    models = [name for name in files if name.startswith("models/") and name.endswith(".sql")]
    if models and subprocess.run(["sqlfluff", "lint", *models], cwd=ROOT, check=False).returncode:
        return 1
    if tests := unit_tests_of(files):
        warehouse = conftest.build_warehouse(folder)
        held = project.contents(conftest.parsed())
        chosen = {name: held["unit_tests"][name] for name in tests}
        manifest = project.manifest_of(held | {"unit_tests": chosen})
        done = conftest.dbt(warehouse, "test", "--select", "test_type:unit", manifest=manifest)
        print(done.stdout.splitlines()[-1])
        if done.returncode:
            print(done.stdout)
            return 1
    own = {Path(name).stem for name in files if name.startswith(("scripts/", "tests/python/"))}
    modules = ["test_project.py", *(
        path.name
        for path in sorted((ROOT / "tests" / "python").glob("test_*.py"))
        if path.stem in own or {path.stem.removeprefix("test_")} & own
    )]  # fmt: skip
    paths = [str(ROOT / "tests" / "python" / name) for name in dict.fromkeys(modules)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--numprocesses", "2", *paths],
        cwd=ROOT, check=False,
    ).returncode  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
