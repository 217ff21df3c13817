"""The preview of a run for people: one workbook with a sheet for each export.

Every cell is text as the file has it, so leading zeros stay and nothing is taken for a formula or a
date; the first row has the names of the fields. It is no file of the state: the ledger does not
know it, and it says nothing of whether an export may be sent.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import xlsxwriter

from statefiles import writer
from statefiles.parts import atomic_write
from statefiles.writer import Export

NAME = "preview.xlsx"
MOST_ROWS = 1_048_575  # of a sheet, below the header
MOST_CHARACTERS = 32_767  # of a cell
ROWS_AT_ONCE = 5_000


def write(con: duckdb.DuckDBPyConnection, exports: Iterable[Export], path: Path) -> list[str]:
    """Write the workbook; what of it is not whole, a sentence each."""
    remarks: list[str] = []
    with atomic_write(path) as part:
        # Rows go to the disk as they come, so that memory does not grow with the file.
        book = xlsxwriter.Workbook(str(part), {"constant_memory": True, "in_memory": False})
        bold = book.add_format({"bold": True, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        for export in exports:
            sheet = book.add_worksheet(export.name)
            sheet.freeze_panes(1, 0)
            for number, column in enumerate(export.columns):
                sheet.set_column(number, number, 18, text)
                sheet.write_string(0, number, column.name, bold)
            remarks += fill(con, export, sheet, text)
        book.close()
    return remarks


def fill(
    con: duckdb.DuckDBPyConnection,
    export: Export,
    sheet: xlsxwriter.worksheet.Worksheet,
    text: xlsxwriter.format.Format,
) -> list[str]:
    """Put the rows of an export into its sheet."""
    names = ", ".join(column.name for column in export.columns)
    con.execute(f"select {names} from {export.relation} order by {writer.ordering(export)}")
    row = shortened = 0
    while rows := con.fetchmany(ROWS_AT_ONCE):
        for values in rows:
            row += 1
            if row > MOST_ROWS:
                return [
                    f"{export.name}: a sheet holds {MOST_ROWS:,} records; the rest is left out."
                ]
            for number, value in enumerate(values):
                if value:
                    shortened += len(value) > MOST_CHARACTERS
                    sheet.write_string(row, number, value[:MOST_CHARACTERS], text)
    if shortened:
        return [f"{export.name}: {shortened} values are longer than a cell and are cut there."]
    return []
