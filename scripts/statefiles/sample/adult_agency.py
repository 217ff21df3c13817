"""Make the raw tables of a made-up adult agency, to measure the adult files at scale.

python -m statefiles.sample.adult_agency --out scale --learners 50000 --attendance-rows 5000000
python scripts/load.py scale --warehouse scale.duckdb
python scripts/export.py cls dem entr att scs sps updt --warehouse scale.duckdb --out out
"""

import argparse
from pathlib import Path

import duckdb


def main() -> None:
    """Write one Parquet file for each table that the adult files read."""
    parser = argparse.ArgumentParser(description="Make the raw tables of an adult agency.")
    parser.add_argument("--out", required=True, type=Path, help="folder for the tables")
    parser.add_argument("--learners", type=int, default=50_000)
    parser.add_argument("--attendance-rows", type=int, default=5_000_000)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    values = {
        "{folder}": given.out.as_posix(),
        "{learners}": str(given.learners),
        "{days}": str(max(1, given.attendance_rows // (2 * given.learners))),
    }
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for name, value in values.items():
        sql = sql.replace(name, value)
    with duckdb.connect() as con:
        for statement in sql.split(";\n"):
            con.execute(statement)


if __name__ == "__main__":
    main()
