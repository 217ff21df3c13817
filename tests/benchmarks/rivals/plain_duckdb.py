"""The four files of the benchmark by one SQL program on DuckDB: no dbt, no warehouse kept.

python tests/benchmarks/rivals/plain_duckdb.py RAW_DIR SEEDS_DIR OUT_DIR
"""

import sys
from pathlib import Path

import duckdb

# The run of the benchmark: the as-of date and what follows from it.
RUN = {
    "as_of": "date '2024-05-31'", "census": "date '2023-10-04'", "first_day": "date '2023-07-01'",
    "last_day": "date '2024-06-30'", "year": "'2023-2024'", "school_year": "2024",
    "test_year": "2021", "test_day": "date '2021-06-30'",
}  # fmt: skip


def main() -> None:
    """Set the variables and run the program."""
    raw, seeds, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        for name, path in (("raw", raw), ("seeds", seeds), ("out", out)):
            con.execute(f"set variable {name} = ?", [str(path)])
        for name, value in RUN.items():
            con.execute(f"set variable {name} = {value}")
        con.execute(Path(__file__).with_name("plain_duckdb.sql").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
