"""dbt's way to the warehouse: the file that WAREHOUSE names is attached as `warehouse`.

dbt itself opens a database in memory, so whatever the file is called, its catalog has one name,
and another file is no other project to dbt, which then need not read the project anew. The ledger
is attached as `ledger_file` when LEDGER names a file of its own. See profiles.yml.
"""

import json
import os

import duckdb
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError
from duckdb import DuckDBPyConnection

from statefiles import build, common, guard, machine, project, settings, statements
from statefiles.common import ROOT, UserError
from statefiles.ledger import identity


class Plugin(BasePlugin):
    """Attaches the files; readable by their owner alone, the spill of large sorts beside them."""

    def __init__(
        self, name: str, plugin_config: dict, credentials: DuckDBCredentials | None = None
    ) -> None:
        super().__init__(name, plugin_config, credentials)
        os.umask(0o077)
        machine.keep_objects()
        make_private()

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Attach warehouse and ledger."""
        try:
            check_options()
            warehouse = common.warehouse_path()
            common.refuse_special(warehouse)
            machine.set_limits(conn, warehouse)
            conn.execute(f"attach {common.literal(warehouse)} as warehouse")
            machine.clear_spill(warehouse)
            identity.attach(conn)
        except (UserError, OSError, duckdb.Error) as error:
            conn.close()  # dbt tries again, and keeps the file open until then
            raise DbtRuntimeError(guard.sentence_of(error)) from error
        if build.leaving_out is None:
            remember_inputs(conn)

    def configure_cursor(self, cursor: DuckDBPyConnection) -> None:
        """Names without a catalog mean the warehouse; macros read what the session is told here."""
        cursor.execute("use warehouse")
        statements.set_options(cursor, left_out=build.leaving_out or "")


def check_options() -> None:
    """A var or variable that is no option would count for nothing."""
    from dbt.flags import get_flags

    settings.check_environment()
    settings.check_vars(getattr(get_flags(), "VARS", None) or {})


def make_private() -> None:
    """What dbt has made before it came here, log and compiled SQL, is for the owner alone."""
    from dbt.flags import get_flags

    flags = get_flags()
    for folder in (getattr(flags, "LOG_PATH", None), getattr(flags, "TARGET_PATH", None)):
        path = ROOT / (folder or "target")
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
            for file in path.glob("*.log"):
                file.chmod(0o600)


def remember_inputs(conn: DuckDBPyConnection) -> None:
    """Of dbt run by hand, for the macro remember_build: what its relations will be built from, and
    those that are built from just that already.
    """
    conn.execute("use warehouse")
    inputs = build.raw_digests(conn) | {build.LEDGER: build.ledger_digest(conn)}
    conn.execute(
        "create or replace table memory.main.build_inputs as select $project as project_digest, "
        "$options as options_text, $inputs as input_digests",
        {
            "project": project.project_digest(),
            "options": build.options_text(),
            "inputs": json.dumps(inputs, sort_keys=True),
        },
    )
    known = project.read_before()
    rests_on = build.rests_on(known, build.state_of(known, conn, inputs).fresh) if known else {}
    pairs = [(i, below) for i, nodes in rests_on.items() for below in sorted(nodes)]
    conn.execute(
        "create or replace table memory.main.fresh_before as "
        "select unnest($1) as unique_id, unnest($2) as rests_on",
        [[i for i, _ in pairs], [below for _, below in pairs]],
    )
