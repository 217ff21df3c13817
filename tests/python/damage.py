"""Mangle raw values of an agency, one for each of many unrelated persons; see what becomes of it.

A damage changes one value of one row, or says the row twice. Each is about another person, so one
build shows hundreds of them: what a file holds of other persons must stay as it was, and what a
file lost of the damaged one must be reported, by a finding or by an exclusion with its reason.
"""

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from statefiles import common, writer

PERSONS = ("student_id", "staff_id")
# What several persons share, so that one damage is about many: left to the long version.
SHARED = ("sections", "section_staff", "adult_classes", "discipline_incidents")
TRIMMED = " \t\u00a0\u202f\u2007\u200b\u200c\u200d\ufeff"


@dataclass(frozen=True)
class Damage:
    """One damage: the person it is about, its table, the place of the row, column, kind, and the
    values by which its row may be named afterwards.
    """

    person: str
    table: str
    row: int
    column: str
    kind: str
    marks: frozenset[str] = frozenset()

    def is_named_in(self, key: str, *tables: str) -> bool:
        """A key names the row or its person; of a raw finding, after the name of its table."""
        words = key.split(" ", 1)
        if tables and words[0] != self.table:
            return False
        return not self.marks.isdisjoint(parts_of(words[-1] if tables else key))


def parts_of(key: str) -> list[str]:
    """The parts of a record key (definition D22)."""
    parts = re.split(r"(?<!\\)\|", key or "\\N")
    return [part.replace("\\|", "|") for part in parts]


def contract() -> dict[str, list[dict[str, str]]]:
    """The columns of each raw table that is about persons."""
    tables: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in common.seed("contract/raw_columns"):
        tables[row["table_name"]].append(row)
    return {
        name: rows
        for name, rows in tables.items()
        if name not in SHARED and any(row["column_name"] in PERSONS for row in rows)
    }


def kinds_of(column: dict[str, str]) -> Iterator[str]:
    """The damages that a column can take."""
    yield from ("blank", "spaces", "control")
    if column["data_type"] == "text":
        yield "other_case"
    else:
        yield "unreadable"
    if column["data_type"] == "date":
        yield from ("far_date", "time_of_day")
    if column["data_type"].startswith("integer"):
        yield "fraction"
    if "translated" in column["description"] or column["column_name"].endswith("_code"):
        yield "unknown_code"
    if column["references_column"]:
        yield "orphan"
    if column["is_key"] == "true":
        yield "twice"


def mangled(value: str, damage: Damage) -> str:
    """The value as the damage leaves it."""
    return {
        "blank": "",
        "spaces": f"\u00a0 {value} \u200b",
        "control": f"{value}\x07x",
        "other_case": value.swapcase(),
        "unreadable": "n/a",
        "far_date": "2204-08-12",
        "time_of_day": f"{value} 00:00:00",
        "fraction": f"{value}.5",
        "unknown_code": "ZZ-unknown",
        "orphan": f"nowhere {damage.person}",
        "twice": value,
    }[damage.kind]


def chosen(
    folder: Path, seed: int, most: int, tables: Container[str] | None = None
) -> list[Damage]:
    """Damages of a seed: one for each column and kind, `most` in all, in some tables or all. A row
    is damaged only when the column has a value there.
    """
    chance = random.Random(seed)
    places: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    wishes = []
    rows_of: dict[str, list[dict[str, str]]] = {}
    for table, columns in contract().items():
        path = folder / f"{table}.csv"
        if not path.exists() or (tables is not None and table not in tables):
            continue
        with path.open(encoding="utf-8", newline="") as stream:
            rows_of[table] = list(csv.DictReader(stream))
        for number, row in enumerate(rows_of[table]):
            person = next(row[name] for name in PERSONS if row.get(name))
            for name, value in row.items():
                if value:
                    places[table, name].append((person, number))
        wishes += [
            (table, column["column_name"], kind) for column in columns for kind in kinds_of(column)
        ]
    chance.shuffle(wishes)
    used: set[str] = set()
    found = []
    for table, column, kind in wishes:
        if len(found) == most:
            break
        rows = places[table, column]
        for person, number in chance.sample(rows, min(len(rows), 40)):
            if person not in used:
                used.add(person)
                damage = Damage(person, table, number, column, kind)
                found.append(replace(damage, marks=marks_of(damage, rows_of[table][number])))
                break
    return found


def marks_of(damage: Damage, row: dict[str, str]) -> frozenset[str]:
    """What names the damaged row: its person, its own id, and the value that is there now."""
    now = mangled(row[damage.column], damage).strip(TRIMMED)
    own = [
        row[column["column_name"]]
        for column in contract()[damage.table]
        if column["is_key"] == "true" and not column["references_column"]
        and column["column_name"].endswith("_id")
    ]  # fmt: skip
    is_key = any(
        column["column_name"] == damage.column and column["is_key"] == "true"
        for column in contract()[damage.table]
    )
    is_id = damage.column.endswith("_id")
    there = {now} if is_id and (is_key or damage.column in PERSONS) else set()
    return frozenset({damage.person, *own, *there} | ({"\\N"} if is_key and not now else set()))


def plant(folder: Path, damages: Iterable[Damage], into: Path) -> None:
    """The raw tables of a folder with the damages, in another folder."""
    into.mkdir()
    by_table: dict[str, list[Damage]] = defaultdict(list)
    for damage in damages:
        by_table[damage.table].append(damage)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows, names = list(reader), reader.fieldnames or []
        for damage in by_table[path.stem]:
            row = rows[damage.row]
            if damage.kind == "twice":
                rows.append(dict(row))
            row[damage.column] = mangled(row[damage.column], damage)
        with (into / path.name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


@dataclass(frozen=True)
class Outcome:
    """What a build made of an agency: records by export and key, and what was reported."""

    written: dict[tuple[str, str], tuple[str, str]]  # subject and text of a row
    excluded: dict[tuple[str, str], tuple[str, str]]  # subject and reason
    raw: set[tuple[str, ...]]  # key, rule and column of raw findings
    told: Counter  # findings by export, key and rule


def outcome_of(warehouse: Path, files: Container[str] | None = None) -> Outcome:
    """Read some files of a built warehouse, or all but the sums of CAST."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        candidates = con.execute(
            "select export_name, record_key, row_key, coalesce(subject_key, ''), exclusion_reason "
            "from intermediate.int_reporting__candidates where export_name not like 'cast%'"
        ).fetchall()
        findings = con.execute(
            "select export_name, record_key, rule_id, coalesce(column_name, '') "
            "from exports.export_findings"
        ).fetchall()
        texts: dict[tuple[str, str], str] = {}
        for export in writer.exports_in(con).values():
            if export.facts["collection"] != "cast" and (files is None or export.name in files):
                query = (
                    f"select {export.key}, {writer.line(export, 'caret')} from {export.relation}"
                )
                texts |= {(export.name, key): text for key, text in con.execute(query).fetchall()}
    if files is not None:
        candidates = [candidate for candidate in candidates if candidate[0] in files]
    return Outcome(
        written={
            (export, key): (subject, texts[export, row_key])
            for export, key, row_key, subject, reason in candidates
            if reason is None
        },
        excluded={
            (export, key): (subject, reason)
            for export, key, _, subject, reason in candidates
            if reason is not None
        },
        raw={finding[1:] for finding in findings if finding[0] == "raw"},
        told=Counter((finding[0], finding[1], finding[2]) for finding in findings),
    )


@dataclass(frozen=True)
class Seen:
    """What the damages did: rows of other persons that changed, and losses that nobody told."""

    strangers: list[tuple[str, str]]
    silent: list[Damage]
    nameless: list[tuple[str, str]]  # candidates without a key
    fates: Counter  # by table, column, kind and fate


def judge(damages: list[Damage], before: Outcome, after: Outcome) -> Seen:
    """Compare two outcomes. A damage is silent when a file holds fewer records of the person and
    neither a finding on the raw row nor a new exclusion says so, or when a value that no form of
    its type fits, or a date that cannot be, is reported nowhere.
    """
    by_mark: dict[str, Damage] = {
        mark: damage for damage in damages for mark in damage.marks if mark != "\\N"
    }
    strangers = [
        key
        for key in sorted(before.written.keys() | after.written.keys())
        if before.written.get(key) != after.written.get(key)
        and damage_of(key[1], (before.written.get(key) or after.written[key])[0], by_mark) is None
    ]
    lost: Counter = Counter()
    for side, sign in ((before, 1), (after, -1)):
        for key, (subject, _) in side.written.items():
            damage = damage_of(key[1], subject, by_mark)
            if damage:
                lost[damage, key[0]] += sign
    fewer = {damage for (damage, _), count in lost.items() if count > 0}
    changed = {
        damage_of(key[1], subject, by_mark)
        for key, (subject, text) in before.written.items()
        if after.written.get(key, (subject, text))[1] != text
    }
    excluded = {
        damage_of(key[1], subject, by_mark)
        for key, (subject, reason) in after.excluded.items()
        if before.excluded.get(key, ("", ""))[1] != reason
    }
    raw: dict[Damage, bool] = {}
    new_raw = sorted(after.raw - before.raw)
    by_table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for finding in new_raw:
        by_table[finding[0].split(" ", 1)[0]].append(finding)
    told = {damage_of(key, "", by_mark) for _, key, _ in (after.told - before.told)}
    silent, fates = [], Counter()
    for damage in damages:
        raw[damage] = any(
            damage.is_named_in(finding[0], damage.table) for finding in by_table[damage.table]
        ) or any(damage.person in parts_of(finding[0].split(" ", 1)[-1]) for finding in new_raw)
        is_told = raw[damage] or damage in excluded
        must_be_told = damage in fewer or damage.kind in ("unreadable", "fraction", "far_date")
        if must_be_told and not is_told:
            silent.append(damage)
            fate = "silent"
        elif damage in fewer:
            fate = "left out and reported"
        elif is_told or damage in told:
            fate = "told"
        else:
            fate = "changed" if damage in changed else "no effect"
        fates[damage.table, damage.column, damage.kind, fate] += 1
    nameless = [key for key in (*after.written, *after.excluded) if not key[1]]
    return Seen(strangers, silent, nameless, fates)


def damage_of(key: str, subject: str, by_mark: dict[str, Damage]) -> Damage | None:
    """The damage that a record is about: by its subject, else by a part of its key."""
    return next((by_mark[part] for part in (subject, *parts_of(key)) if part in by_mark), None)
