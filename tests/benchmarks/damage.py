"""Every damage that the contract knows: each column with each kind, in small worlds of their own.

    python tests/benchmarks/damage.py [--most 900] [--seed 1]

Builds an agency for each `--most` damages, for 2023-2024 with science tests of 2018 and of 2021 and
for 2014-2015, the year of its waivers. Prints how
often a column took a damage and what became of it, then what was reported nowhere, the sound worlds
that changed, and the exports that an unread value changed though the contract does not name them.
Exit code 1 when there is any.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parents[1] / "python"),
    str(Path(__file__).parents[2] / "scripts"),
]

import damage
from statefiles import build, cli

OPTIONS = {"STATEFILES_AGENCY": "9001", "STATEFILES_INCLUDE_NOT_ENROLLED": "true"}
RUNS = (
    {"ACADEMIC_YEAR": "2023-2024", "AS_OF_DATE": "2024-05-31", "TEST_YEAR": "2018"},
    {"ACADEMIC_YEAR": "2023-2024", "AS_OF_DATE": "2024-05-31", "TEST_YEAR": "2021"},
    {"ACADEMIC_YEAR": "2014-2015", "AS_OF_DATE": "2015-05-31", "TEST_YEAR": "2018"},
)
FATES = ("no effect", "changed", "told", "left out and reported", "silent")


def main() -> int:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=900, help="damages in a round")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ.update(OPTIONS)
    every = damage.chosen(given.seed)
    fates: Counter = Counter()
    wrong: list[object] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for start in range(0, len(every), given.most):
            some = [
                damage.Damage(damage.FIRST + place, one.table, one.row, one.column, one.kind)
                for place, one in enumerate(every[start : start + given.most])
            ]
            raw = folder / f"raw{start}"
            owners = damage.plant(some, 5, raw)
            warehouse = folder / f"{start}.duckdb"
            cli.run("load", [str(raw), "--warehouse", str(warehouse)])
            for place, run in enumerate(RUNS):
                os.environ.update({f"STATEFILES_{name}": value for name, value in run.items()})
                build.build(warehouse)
                seen = damage.judge(some, owners, warehouse)
                fates += Counter({(*fate, place): n for fate, n in seen.fates.items()})
                wrong += [*seen.strangers, *seen.silent, *seen.unlisted, *seen.nameless]
                print(f"{run}: no record in {', '.join(seen.empty) or 'no file'}", flush=True)
            warehouse.unlink()
    print(f"{'table and column':55}{'damage':14}" + "".join(f"{fate:>23}" for fate in FATES))
    for table, column, kind in sorted({fate[:3] for fate in fates}):
        counts = "".join(
            f"{sum(fates[table, column, kind, fate, run] for run in range(len(RUNS))):>23}"
            for fate in FATES
        )
        print(f"{table + '.' + column:55}{kind:14}{counts}")
    for found in wrong:
        print(found)
    told = sum(fates.values()) // len(RUNS)
    print(f"{told} damages, {len(wrong)} told nowhere, about others or of unnamed exports")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
