"""dbt's way to the warehouse: the file that WAREHOUSE names is attached as `warehouse`.

dbt itself opens a database in memory, so whatever the file is called, its catalog has one name,
and another file is no other project to dbt, which then need not read the project anew. The ledger
is attached as `ledger_file` when LEDGER names a file of its own. See profiles.yml.
"""

import json
import os

from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection

from statefiles import build, common, project


class Plugin(BasePlugin):
    """Attaches the files; readable by their owner alone, the spill of large sorts beside them."""

    def __init__(
        self, name: str, plugin_config: dict, credentials: DuckDBCredentials | None = None
    ) -> None:
        super().__init__(name, plugin_config, credentials)
        os.umask(0o077)

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Attach warehouse and ledger."""
        warehouse = common.warehouse_path()
        conn.execute("set autoinstall_known_extensions = false")
        conn.execute(f"set temp_directory = {common.literal(f'{warehouse}.tmp')}")
        conn.execute(f"attach {common.literal(warehouse)} as warehouse")
        ledger = common.ledger_path()
        if ledger:
            conn.execute(f"attach {common.literal(ledger)} as ledger_file")
        if not build.is_running:
            remember_inputs(conn)

    def configure_cursor(self, cursor: DuckDBPyConnection) -> None:
        """Names without a catalog mean the warehouse."""
        cursor.execute("use warehouse")


def remember_inputs(conn: DuckDBPyConnection) -> None:
    """Of dbt run by hand: what its relations will be built from, for the macro remember_build."""
    conn.execute("use warehouse")
    inputs = build.raw_digests(conn) | {"ledger": build.ledger_digest(conn)}
    conn.execute(
        "create or replace table memory.main.build_inputs as select $project as project_digest, "
        "$options as options_text, $inputs as input_digests",
        {
            "project": project.project_digest(),
            "options": build.options_text(),
            "inputs": json.dumps(inputs, sort_keys=True),
        },
    )
