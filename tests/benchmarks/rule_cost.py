"""CPU seconds of what judges the records, beside those of all other models.

    python tests/benchmarks/rule_cost.py                      # the demo's 2,900 students
    python tests/benchmarks/rule_cost.py --students 100000 --work /somewhere/with/room

Builds every model once, one after the other in this process, and tells user and system seconds of
each kind of model: rules, errors (rules, codes, widths and files as a whole as findings), the lists
of all files, and the rest; then the slowest models of each kind. Figures of one run compare.
"""

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from measuring import AS_OF_DATE, ROOT, Watch, cpu_seconds, program, sample

from statefiles import build

KINDS = {"rules": ("_rules", "_history"), "errors": ("_errors",)}
REST = "all other models"
LISTS = ("export_findings", "export_exclusions", "export_summary")


def kind_of(name: str) -> str:
    """What a model is counted as."""
    return next((kind for kind, ends in KINDS.items() if name.endswith(ends)), REST)


def build_all() -> dict[str, float]:
    """Build every model; CPU seconds of each by name. Errors: SystemExit when one fails."""
    watch = Watch()
    done = dbtRunner(callbacks=[watch]).invoke(
        ["--quiet", "build", "--threads", "1", "--project-dir", str(ROOT), "--profiles-dir",
         str(ROOT), "--exclude-resource-type", "unit_test", "test"]
    )  # fmt: skip
    build.close(DuckDBConnectionManager)  # dbt keeps the warehouse open
    if not done.success:
        sys.exit(f"The build failed: {done.exception or 'see logs/dbt.log'}")
    return watch.cpu


def main() -> None:
    """Make the agency, load it, build it and tell what the rules cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, help="default: those of the demo")
    parser.add_argument("--work", type=Path, help="folder for tables and warehouse")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        raw, warehouse = Path(folder, "raw"), Path(folder, "w.duckdb")
        sample(raw, given.students)
        program("load", raw, "--warehouse", warehouse)
        os.environ |= {"WAREHOUSE": str(warehouse), "STATEFILES_AS_OF_DATE": AS_OF_DATE}
        seconds = build_all()
        by_kind: dict[str, float] = defaultdict(float)
        for name, used in seconds.items():
            by_kind[kind_of(name)] += used
        with duckdb.connect(str(warehouse), read_only=True) as con:
            for name in LISTS:
                before = cpu_seconds()
                con.execute(f"create temp table {name}_rows as select * from exports.{name}")
                by_kind["lists of all files, read once"] += cpu_seconds() - before
        whole = sum(by_kind.values())
        for kind, used in sorted(by_kind.items(), key=lambda pair: -pair[1]):
            print(f"{kind:<44} {used:8.1f} CPU s {100 * used / whole:6.1f} %")
        for kind in (*KINDS, REST):
            slowest = sorted((s, n) for n, s in seconds.items() if kind_of(n) == kind)[:-11:-1]
            print(f"\nslowest {kind}")
            for used, name in slowest:
                print(f"{name:<44} {used:8.1f} CPU s")


if __name__ == "__main__":
    main()
