"""Tell why a value, a record or a finding is as it is.

    python scripts/explain.py senr_fall E1                       # every value of a record
    python scripts/explain.py senr_fall E1 student_gender_code   # one of them
    python scripts/explain.py sprg P7                            # why it is not there
    python scripts/explain.py raw "course_grades G02"            # a finding on a raw row

KEY is a record_key of findings.csv or exclusions.csv, a local record id of the file, or the local
id of a student. It reads what is built and builds nothing; the values are those that the file is
written from. It shows the data of the person. Exit 0: told. 2: wrong use, or nothing of that name.
"""

import argparse
from collections.abc import Iterator, Sequence

from statefiles import common
from statefiles.common import UserError
from statefiles.explain.answers import Answer, Explained, Explainer, Source
from statefiles.explain.lineage import MOST_ROWS
from statefiles.guard import shown


def quoted(value: object) -> str:
    """A value between marks, or that there is none."""
    return "blank" if value in (None, "") else f'"{value}"'


def of_source(source: Source) -> Iterator[str]:
    """The raw text behind a field."""
    table = source.column.partition(".")[0]
    if not source.is_traced:
        yield f"{source.column}: no key of the record leads to its rows"
    elif not source.rows:
        yield f"{source.column}: no row of {table} with {source.found_by}"
    elif len(source.rows) > 1:
        yield f"{source.column}: from {len(source.rows)} rows of {table} with {source.found_by}"
    for key, text, typed in source.rows[:MOST_ROWS]:
        is_alone = len(source.rows) == 1
        where = f"{source.column} of {key}" if is_alone else f"  of {key}"
        changed = "" if str(text or "") == str(typed or "") else f", read as {quoted(typed)}"
        yield f"{where}: {quoted(text)}{changed}"
    if len(source.rows) > MOST_ROWS:
        yield f"  and {len(source.rows) - MOST_ROWS} more"


def of_answer(answer: Answer) -> Iterator[str]:
    """The way of a value, from the file back to the raw tables."""
    yield f"{answer.number} {answer.column}: {quoted(answer.value)}"
    if answer.filled_by.startswith("'"):
        yield "  a constant of the layout"
    elif not answer.filled_by:
        yield "  left blank by the layout"
    elif answer.filled_by != answer.column or answer.form:
        form = f", written as {answer.form}" if answer.form else ""
        yield f"  column {answer.filled_by} of the record: {quoted(answer.record_value)}{form}"
    for source in answer.sources:
        yield from (f"  {line}" for line in of_source(source))
    if answer.local_code:
        is_open = answer.value and not answer.translations
        how = ": no one row of the code tables gives the value, see the rule" if is_open else ""
        yield f"  local code {quoted(answer.local_code)} in {answer.code_set}{how}"
    for row in answer.translations:
        days = [f"from {row['start_date']}"] if row["start_date"] else []
        days += [f"to {row['end_date']}"] if row["end_date"] else []
        valid = f" ({' '.join(days)})" if days else ""
        yield f"    becomes {quoted(row['state_code'])} by {row['row_name']}{valid}"
    if answer.code_finding:
        yield f"    {answer.code_finding.replace('_', ' ')}"
    if answer.rule:
        yield f"  rule: {answer.rule}"
    for name, value in answer.options.items():
        yield f"  option {name}: {value}"


def lines_of(one: Explained) -> Iterator[str]:
    """What is told of a record."""
    if one.reason:
        reason = one.reason
        yield f"{one.export} {one.record_key} is left out: {reason.name.replace('_', ' ')}."
        yield f"  {reason.text}"
        for test in reason.tests:
            yield f"  the test of the model: {test}"
        for name, value in reason.values.items():
            yield f"  {name}: {quoted(value)}"
        if reason.batch_id:
            yield f"  batch {reason.batch_id} holds it"
        if reason.remedy:
            yield f"  what helps: {reason.remedy}"
    elif one.is_written:
        yield f"{one.export} {one.record_key} is written."
    else:
        yield f"{one.export} {one.record_key} is no record of the file; this was found:"
    if one.remark:
        yield f"  {one.remark}"
    for finding in one.findings:
        where = f" in {finding['column_name']}" if finding["column_name"] else ""
        value = f" ({finding['value']})" if finding["value"] else ""
        who = f" Who: {finding['fixed_by']}." if finding["fixed_by"] else ""
        rule = f"{finding['severity']} {finding['rule_id']}{where}{value}"
        yield f"  {rule}: {finding['message']}{who}"
    for answer in one.answers:
        yield ""
        yield from of_answer(answer)


def main(argv: Sequence[str] | None) -> int:
    """Tell what is known of a key."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("export", metavar="EXPORT")
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("column", nargs="?", default="", metavar="COLUMN")
    parser.add_argument("--warehouse", metavar="FILE")
    given = parser.parse_args(argv)
    common.refuse_blank("KEY", given.key)
    warehouse = common.warehouse_path(given.warehouse)
    if not warehouse.exists():
        raise UserError(
            f"There is no warehouse {warehouse.name}: "
            "load the raw tables with scripts/load.py first."
        )
    with common.connect(warehouse, read_only=True) as con:
        for place, one in enumerate(Explainer(con).explain(given.export, given.key, given.column)):
            if place:
                print()
            for line in lines_of(one):
                print(shown(line))
    return 0
