"""List what the adult files rest on without confirmation, to compare with the CASAS handbook.

    python scripts/unconfirmed.py                 # what the built files really use
    python scripts/unconfirmed.py dem entr
    python scripts/unconfirmed.py --page          # write the page of the docs: all they could use

Each line: file, kind (code, column, position and width, translation, file format), name, value,
source, and where another value goes. Exit 0: listed. 2: wrong use or nothing built yet.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import duckdb
from rich.table import Table

from statefiles import common, report, screen, writer
from statefiles.common import SEEDS, UserError

PAGE = common.ROOT / "models" / "exports" / "casas" / "_unconfirmed.md"
IN_USE = (
    "select export_name, item_kind, item_name, item_value, source_id, change_it_in "
    "from exports.export_spec_assumptions order by all"
)
# Everything of low confidence that an adult file could show; {seeds} is the folder of the seeds.
POSSIBLE = """
    select 'file format' as kind, parameter as name, '`' || default_value || '`' as shown, source_id
    from read_csv('{seeds}/layouts/casas_file_format.csv', all_varchar = true)
    where confidence = 'low'
    union all
    select 'column of ' || file_code, column_name, element_name, source_id
    from read_csv('{seeds}/layouts/layouts.csv', all_varchar = true)
    where collection = 'casas' and confidence = 'low'
    union all
    select 'code of ' || code_set, code, name, source_id
    from read_csv('{seeds}/codes/codes.csv', all_varchar = true, quote = '"')
    where code_set like 'casas.%' and confidence = 'low'
    union all
    select 'translation', replace(local_code, '|', '\\|'), state_code, source_id
    from read_csv('{seeds}/xwalk/xwalk_shipped_translations.csv', all_varchar = true)
    where code_set like 'casas.%' and confidence = 'low'
    order by all
"""
INTRODUCTION = """\
What the adult files can show without confirmation by a readable source. Compare it with the
current CASAS handbook and correct the seeds; `python scripts/unconfirmed.py` lists what the files
of an agency really use. Order, width and form of every column are of low confidence.
"""


def in_use(warehouse: Path, names: Sequence[str]) -> list[tuple]:
    """The rows of export_spec_assumptions, of the named files or of all."""
    if not warehouse.exists():
        raise UserError(
            f"There is no warehouse {warehouse.name}: load the raw tables and run dbt build first."
        )
    with common.connect(warehouse, read_only=True) as con:
        try:
            adult = [
                name for name, one in writer.exports_in(con).items()
                if one.facts["collection"] == "casas"
            ]  # fmt: skip
            for name in names:
                if name not in adult:
                    raise common.unknown("There is no adult file", name, adult)
            report.refuse_not_built(con, names or adult)
            rows = con.execute(IN_USE).fetchall()
        except duckdb.CatalogException as error:
            raise UserError("The warehouse is not built yet: run dbt build first.") from error
    return [row for row in rows if not names or row[0] in names]


def page() -> str:
    """The page of the docs."""
    with duckdb.connect() as con:
        rows = con.execute(POSSIBLE.format(seeds=SEEDS.as_posix())).fetchall()
    lines = ["| what | name | value | source |", "| --- | --- | --- | --- |"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    table = "\n".join(lines)
    return f"{{% docs casas_unconfirmed %}}\n{INTRODUCTION}\n{table}\n{{% enddocs %}}\n"


def main(argv: Sequence[str] | None) -> int:
    """Show the list, or write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("exports", nargs="*", metavar="EXPORT", help="default: all seven")
    parser.add_argument("--page", action="store_true", help="write the page of the docs anew")
    parser.add_argument("--warehouse", metavar="FILE")
    given = parser.parse_args(argv)
    if given.page:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        print(f"written: {PAGE.relative_to(common.ROOT).as_posix()}")
        return 0
    rows = in_use(common.warehouse_path(given.warehouse), given.exports)
    table = Table(box=None, padding=(0, 1), show_edge=False)
    for name in ("file", "what", "name", "value", "source", "change it in"):
        table.add_column(name, no_wrap=True)
    for row in rows:
        table.add_row(*row)
    screen.print_whole(table)
    print(f"{len(rows)} items to confirm with the current CASAS handbook.")
    return 0
