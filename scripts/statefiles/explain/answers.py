"""What is told of a record, a field or a finding: facts gathered from the warehouse, no rule of its
own. The value of a field is read from the relation that the file is written from.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from statefiles import writer
from statefiles.common import UserError, unknown
from statefiles.explain.lineage import MOST_ROWS, Lineage, Warehouse, folder_of, model_of
from statefiles.report import options_in_force, refuse_not_built
from statefiles.writer import Export

RAW = "raw"  # the export name of findings of the raw tables
MOST_RECORDS = 10
FORMS = {
    "date": "a date of the form YYYYMMDD",
    "casas_date": "a date in the form of the setting casas_date_format",
    "number": "a number",
    "integer": "a number without leading zeros",
    "yes_no": "Y or N",
}


@dataclass(frozen=True)
class Source:
    """A raw column behind a field: the rows it may come from, each with its text and its value."""

    column: str
    found_by: str
    rows: Sequence[tuple[str, Any, Any]]  # key of the row, text, typed value
    is_traced: bool = True


@dataclass(frozen=True)
class Answer:
    """The way of one value into the file."""

    number: str
    column: str
    value: str
    filled_by: str = ""
    record_value: Any = None
    form: str = ""
    sources: Sequence[Source] = ()
    rule: str = ""
    code_set: str = ""
    local_code: str = ""
    code_finding: str = ""
    translations: Sequence[Mapping[str, Any]] = ()
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """Why a record is in no file: the first test that held, and what it looked at."""

    name: str
    text: str
    remedy: str
    batch_id: str
    tests: Sequence[str]  # as the model has them
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Explained:
    """All that is told of a record."""

    export: str
    record_key: str
    is_written: bool
    reason: Reason | None
    findings: Sequence[Mapping[str, Any]]
    answers: Sequence[Answer] = ()
    remark: str = ""


class Explainer:
    """Explains the records of a built warehouse."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        try:
            self.options = options_in_force(con)
            cursor = con.execute("select * from intermediate.run_options limit 0")
            self._option_names = {column[0] for column in cursor.description or ()}
            self.exports = writer.exports_in(con)
            self.warehouse = Warehouse(con)
            con.execute("select 1 from exports.export_findings limit 0")
        except duckdb.CatalogException:
            raise UserError("Nothing is built yet: run scripts/export.py first.") from None

    def export(self, name: str) -> Export:
        """An export by its name. Errors: UserError with the nearest name."""
        if name not in self.exports:
            raise unknown("There is no export", name, self.exports)
        return self.exports[name]

    def explain(self, name: str, key: str, column: str = "") -> list[Explained]:
        """What is known of a key. Errors: UserError for what there is not."""
        if name == RAW:
            return [self._of_findings(name, key)]
        export = self.export(name)
        refuse_not_built(self.warehouse.con, [name])
        if not export.columns:
            if self._findings(name, key):
                return [self._of_findings(name, key)]
            raise UserError(f"{name} has no layout in {self.options['academic_year']}.")
        names = [one.name for one in export.columns]
        if column and column not in names:
            raise unknown(f"{name} has no column", column, names)
        found = self.warehouse.ask("records", export_name=name, key=key)
        if not found:
            row = self._row(export, key)
            if row:
                return [self._of_row(export, key, row, column)]
            return [self._of_findings(name, key)]
        if len(found) > MOST_RECORDS:
            keys = ", ".join(row["record_key"] for row in found[:MOST_RECORDS])
            raise UserError(f"{key} stands for {len(found)} records of {name}: name one of {keys}.")
        return [self._of_record(export, row, column) for row in found]

    def _findings(self, name: str, record_key: str) -> list[dict[str, Any]]:
        return self.warehouse.ask("findings", export_name=name, record_key=record_key)

    def _of_findings(self, name: str, key: str) -> Explained:
        """What was found where no record is: on raw rows, or on a file as a whole."""
        findings = self._findings(name, key)
        if not findings:
            raise UserError(
                f"{name} has no record and no finding {key!r}: write a record_key of findings.csv "
                "or exclusions.csv, a local record id of the file, or a local id of a student."
            )
        return Explained(name, key, False, None, findings)

    def _row(self, export: Export, row_key: str) -> dict[str, Any] | None:
        """The row of the file; None when it has none."""
        names = {"relation": export.relation, "key": export.key}
        found = self.warehouse.ask("rows_of_file", names, row_key=row_key)
        return found[0] if found else None

    def _of_row(
        self, export: Export, row_key: str, row: Mapping[str, Any], column: str
    ) -> Explained:
        """A row that is made of many records, such as the counts of the research file."""
        fields = self._fields(export, column)
        answers = [self._answer(row, None, None, one) for one in fields]
        remark = "The row is made of many records, which the models of its file count."
        return Explained(
            export.name, row_key, True, None, self._findings(export.name, row_key), answers, remark
        )

    def _of_record(self, export: Export, found: Mapping[str, Any], column: str) -> Explained:
        record_key = found["record_key"]
        findings = self._findings(export.name, record_key)
        record = self._record(export, record_key)
        fields = self.warehouse.ask("fields", export_name=export.name)
        lineage = Lineage(self.warehouse, export, record_key, record, fields) if record else None
        if found["exclusion_reason"]:
            reason = self._reason(export, record_key, record or {}, lineage)
            return Explained(export.name, record_key, False, reason, findings)
        row = self._row(export, found["row_key"])
        if row is None:  # of a file whose rows are sums of its records
            remark = "It counts in the rows of the file, which are sums of such records."
            return Explained(export.name, record_key, True, None, findings, remark=remark)
        answers = [self._answer(row, record, lineage, one) for one in self._fields(export, column)]
        return Explained(export.name, record_key, True, None, findings, answers)

    def _fields(self, export: Export, column: str) -> list[dict[str, Any]]:
        fields = self.warehouse.ask("fields", export_name=export.name)
        return [one for one in fields if column in ("", one["column_name"])]

    def _record(self, export: Export, record_key: str) -> dict[str, Any] | None:
        """The record behind a key; None where the models of the file have no such records."""
        for key in ("record_id", "record_key"):
            names = {"records": f"intermediate.{model_of(export, 'records')}", "key": key}
            try:
                found = self.warehouse.ask(
                    "record", names, export_name=export.name, record_key=record_key
                )
            except (duckdb.BinderException, duckdb.CatalogException):
                continue
            return found[0] if found else None
        return None

    def _answer(
        self,
        row: Mapping[str, Any],
        record: Mapping[str, Any] | None,
        lineage: Lineage | None,
        one: Mapping[str, Any],
    ) -> Answer:
        """The way of a value: from the row of the file back to the raw tables."""
        value = row[one["column_name"]] or ""
        filled_by = one["filled_by"] or ""
        sources = [self._source(lineage, name) for name in one["source_columns"].split()]
        local, finding = "", ""
        if record is not None and one["code_set"]:
            local = record.get(f"local_{filled_by}") or ""
            finding = record.get(f"{filled_by}_finding") or ""
        translations: Sequence[Mapping[str, Any]] = ()
        if local:
            translations = self.warehouse.ask(
                "translations",
                code_set=one["code_set"],
                rule=one["rule"],
                local_code=str(local),
                state_code=value,
            )
        return Answer(
            one["field_number"], one["column_name"], value, filled_by,
            record.get(filled_by) if record else None,
            FORMS.get(one["text_form"] or "", ""), sources, one["rule"], one["code_set"],
            str(local), finding, translations,
            {name: self.options.get(name, "none") for name in one["option_dependency"].split()
             if name in self._option_names},
        )  # fmt: skip

    def _source(self, lineage: Lineage | None, column: str) -> Source:
        """The rows of a raw column that the keys of the record lead to."""
        table, _, name = column.partition(".")
        found = lineage.rows_of(table) if lineage else None
        if found is None:
            return Source(column, "", (), is_traced=False)
        return Source(
            column,
            found.found_by,
            [(row.key, row.raw.get(name), row.typed.get(name)) for row in found.rows],
        )

    def _reason(
        self, export: Export, record_key: str, record: Mapping[str, Any], lineage: Lineage | None
    ) -> Reason:
        """Why a record is left out, with the values of all that the test names: columns of the
        record, options, and the raw columns of its sentence.
        """
        (why,) = self.warehouse.ask("exclusion", export_name=export.name, record_key=record_key)
        tests = list(tests_of(export, why["exclusion_reason"]))
        named = set(re.findall(r"\w+", " ".join([*tests, why["reason_text"]])))
        values: dict[str, Any] = {name: record[name] for name in record if name in named}
        values |= {f"option {name}": self.options.get(name) for name in self._option_names & named}
        told = re.findall(r"\b(\w+)\.(\w+)\b", why["reason_text"])
        columns = [f"{table}.{name}" for table, name in told if table in self.warehouse.tables]
        if lineage:
            columns += [
                name for name in lineage.columns_of_single_rows() if name.split(".")[1] in named
            ]
        for column in dict.fromkeys(columns):
            source = self._source(lineage, column)
            values |= {f"{column} of {key}": text for key, text, _ in source.rows[:MOST_ROWS]}
        return Reason(
            why["exclusion_reason"], why["reason_text"], why["remedy"], why["batch_id"] or "",
            tests, values,
        )  # fmt: skip


def tests_of(export: Export, reason: str) -> Iterator[str]:
    """The tests that give a reason, as the model of the selection has them."""
    path = folder_of(export) / f"{model_of(export, 'selection')}.sql"
    text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    for found in re.finditer(rf"\bthen\s+'{reason}'", text):
        before = text[: found.start()]
        yield " ".join(before[before.rindex("when ") + len("when ") :].split())
