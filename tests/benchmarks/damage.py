"""Every damage of raw values that the contract knows, in rounds of unrelated persons.

    python tests/benchmarks/damage.py [--rounds 6] [--most 700] [--seed 1]

Prints how often a column took a damage and what became of it, then what was reported nowhere and
the records of other persons that changed. Exit code 1 when there is any.
"""

import argparse
import os
import shutil
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

AS_OF_DATE = "2024-05-31"


def built(raw: Path, warehouse: Path) -> Path:
    """A warehouse of raw tables, built."""
    cli.run("load", [str(raw), "--warehouse", str(warehouse)])
    build.build(warehouse)
    return warehouse


def main() -> int:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--most", type=int, default=700, help="damages in a round")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ["STATEFILES_AS_OF_DATE"] = AS_OF_DATE
    fates: Counter = Counter()
    wrong: list[object] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cli.run("sample", ["--out", str(folder / "raw")])
        clean = built(folder / "raw", folder / "clean.duckdb")
        before = damage.outcome_of(clean)
        for number in range(given.rounds):
            damages = damage.chosen(folder / "raw", given.seed + number, given.most)
            into = folder / f"round{number}"
            damage.plant(folder / "raw", damages, into)
            own = Path(shutil.copy(clean, folder / f"round{number}.duckdb"))
            seen = damage.judge(damages, before, damage.outcome_of(built(into, own)))
            fates += seen.fates
            wrong += [*seen.strangers, *seen.silent, *seen.nameless]
            own.unlink()
    shown = ("no effect", "changed", "told", "left out and reported", "silent")
    print(f"{'table and column':55}{'damage':14}" + "".join(f"{fate:>19}" for fate in shown))
    for table, column, kind in sorted({fate[:3] for fate in fates}):
        counts = "".join(f"{fates[table, column, kind, fate]:>19}" for fate in shown)
        print(f"{table + '.' + column:55}{kind:14}{counts}")
    for found in wrong:
        print(found)
    print(f"{sum(fates.values())} damages, {len(wrong)} told nowhere or about others")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
