"""Publish the marts as a database of their own, for people who query while the warehouse is built.

    python scripts/marts.py                     # out/marts.duckdb

An export does so by itself unless it is told --no-marts, or is a preview, or builds nothing.

The copy holds the marts that follow from raw tables alone, with their descriptions; a query such
as `from marts.dim_students` works in both. The marts are brought up to date first, and the copy is
written anew only when one of them has changed. Who has it open goes on reading the old one while
the new one takes its name, so no reader ever holds up a build. It holds names and birth dates, as
the warehouse does, and is for its owner alone. Exit 0: it is up to date. 2: wrong use or bad input.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import duckdb

from statefiles import build, common, machine, parts, project
from statefiles.common import UserError, literal

NAME = "marts.duckdb"
MART = "marts."


def publish(warehouse: Path, folder: Path) -> bool:
    """Bring the marts of a warehouse up to date and their copy in a folder as well; True when the
    copy was written anew.
    """
    known = project.read()
    marts = {
        i: node
        for i, node in known.nodes.items()
        if node.relation.startswith(MART)
        and not any(known.nodes[before].reads_options for before in known.ancestors([i]))
    }
    build.build(warehouse, marts)
    wanted = build.up_to_date(known, warehouse).fingerprints
    rows = sorted(wanted[i] for i in known.ancestors(marts))
    made_from = project.digest_of("\n".join(rows))
    path = folder / NAME
    if made_from == made_from_of(path):
        return False
    with parts.atomic_write(path, machine.new_database) as part, common.connect(warehouse) as con:
        con.execute(f"attach {literal(part)} as marts_copy; create schema marts_copy.build")
        for node in marts.values():
            con.execute(f"create table marts_copy.{node.name} as from {node.relation}")
        for statement in descriptions(con):
            con.execute(statement)
        con.execute("create table marts_copy.build.made_from as select $1 as digest", [made_from])
        con.execute("detach marts_copy")
    return True


def made_from_of(path: Path) -> str:
    """What a copy was made from; blank when there is none that can be read."""
    if not path.is_file():
        return ""
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            row = con.execute("select digest from build.made_from").fetchone()
    except duckdb.Error:
        return ""
    return str(row[0]) if row else ""


def descriptions(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The statements that give the copy the descriptions of tables and columns."""
    return [
        f'comment on {kind} marts_copy.main."{name}"{column} is {literal(text)}'
        for kind, name, column, text in con.execute(
            "with described as ("
            "select 'table' as kind, table_name, '' as column_name, comment, schema_name "
            "from duckdb_tables() where database_name = 'warehouse' "
            "union all "
            "select 'column', table_name, '.\"' || column_name || '\"', comment, schema_name "
            "from duckdb_columns() where database_name = 'warehouse') "
            "select kind, table_name, column_name, comment from described "
            "where schema_name = 'marts' and comment is not null and table_name in "
            "(select table_name from duckdb_tables() where database_name = 'marts_copy')"
        ).fetchall()
    ]


def main(argv: Sequence[str] | None) -> int:
    """Write the copy when the marts have changed since."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=common.folder_of, default=Path("out"), metavar="DIR")
    parser.add_argument("--warehouse", metavar="FILE")
    given = parser.parse_args(argv)
    warehouse = common.warehouse_path(given.warehouse)
    if not warehouse.exists():
        raise UserError(
            f"There is no warehouse {warehouse.name}: "
            "load the raw tables with scripts/load.py first."
        )
    with common.exclusive_lock(warehouse, "marts.py"):
        is_new = publish(warehouse, given.out)
    print(f"{given.out / NAME} {'is written' if is_new else 'was up to date'}.")
    return 0
