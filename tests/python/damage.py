"""Mangle raw values of many small worlds, one in each; see what becomes of each world.

A world is one row or a few of every raw table (tests/python/one_of_each), all of them about
persons, places and classes of its own that its number marks. A damage changes one value of one row
of a world, or says the row twice. Worlds without damage are all alike and tell what is expected; so
one build shows hundreds of damages: a world without damage must stay as the others, and what a
damaged world lost must be reported, by a finding or by an exclusion with its reason.
"""

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb

from statefiles import common, project, writer

WORLD = Path(__file__).parent / "one_of_each"
FIRST = 5001  # worlds have four digits, so that no day or year looks like one
SHARED = {
    "orgs": (
        {"org_id": "LEA", "org_type": "lea", "org_name": "Oak", "cds_code": "01999990000000"},
        {
            "org_id": "ADULT", "parent_org_id": "LEA", "org_type": "adult_school",
            "org_name": "Oak Adult", "cds_code": "01999999900010", "casas_agency_id": "9001",
        },
    ),
    "code_translations": (
        {"code_set": "calpads.student_offense", "local_code": "TRUANCY", "state_code": "511"},
    ),
}  # fmt: skip
MARK = re.compile(r"(?<![0-9])5\d{3}(?![0-9])|(?<=[0-9])5\d{3}(?=[0-9])")

Rows = list[tuple[int | None, dict[str, str]]]  # with the world of each


@dataclass(frozen=True)
class Damage:
    """One damage: its world, table, place of the row in the world, column and kind."""

    world: int
    table: str
    row: int
    column: str
    kind: str


@cache
def contract() -> dict[str, list[dict[str, str]]]:
    """The columns of each raw table, with those that every table may carry."""
    tables: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in common.seed("contract/raw_columns"):
        tables[row["table_name"]].append(row)
    everywhere = tables.pop("*")
    return {name: rows + everywhere for name, rows in tables.items()}


@cache
def template() -> dict[str, list[dict[str, str]]]:
    """The rows of a world; {n} is its number, {w} the same in letters."""
    found = {}
    for table in contract():
        with (WORLD / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            found[table] = list(csv.DictReader(stream))
    return found


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
        "orphan": f"nowhere {damage.world}",
        "twice": value,
    }[damage.kind]


def value_of(damage: Damage) -> str:
    """The damaged value as a finding shows it."""
    value = template()[damage.table][damage.row][damage.column].replace("{n}", str(damage.world))
    return mangled(value, damage).strip()


def chosen(seed: int, most: int | None = None, each_column: bool = False) -> list[Damage]:
    """Damages in the order of a seed, each in a world of its own: every column with every kind, or
    with one of its kinds, and no more than `most`. Only a value that is there can be damaged.
    """
    chance = random.Random(seed)
    rows = template()
    wishes = []
    for table, columns in contract().items():
        for column in columns:
            kinds = list(kinds_of(column))
            for kind in [chance.choice(kinds)] if each_column else kinds:
                name = column["column_name"]
                places = [place for place, row in enumerate(rows[table]) if row[name]]
                wishes.append((table, chance.choice(places), name, kind))
    chance.shuffle(wishes)
    return [Damage(FIRST + place, *wish) for place, wish in enumerate(wishes[:most])]


def letters(world: int) -> str:
    """The number of a world without digits."""
    return "".join("abcdefghij"[int(digit)] for digit in str(world))


def plant(damages: Iterable[Damage], sound: int, into: Path) -> dict[str, list[int | None]]:
    """Write the raw tables of damaged worlds and of some sound ones behind them; returns the world
    of each row of each table.
    """
    into.mkdir()
    by_world = {damage.world: damage for damage in damages}
    worlds = [*by_world, *range(FIRST + len(by_world), FIRST + len(by_world) + sound)]
    assert worlds[-1] < 6000, "worlds have four digits that begin with 5"
    owners: dict[str, list[int | None]] = {}
    for table, rows in template().items():
        names = [column["column_name"] for column in contract()[table]]
        found: Rows = [(None, dict(row)) for row in SHARED.get(table, ())]
        again: Rows = []
        for world in worlds:
            for place, row in enumerate(rows):
                own = {
                    name: value.replace("{n}", str(world)).replace("{w}", letters(world))
                    for name, value in row.items()
                }
                damage = by_world.get(world)
                if damage and (damage.table, damage.row) == (table, place):
                    if damage.kind == "twice":
                        again.append((world, dict(own)))
                    own[damage.column] = mangled(own[damage.column], damage)
                found.append((world, own))
        found += again
        owners[table] = [world for world, _ in found]
        with (into / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer_ = csv.DictWriter(stream, names, lineterminator="\n")
            writer_.writeheader()
            writer_.writerows(row for _, row in found)
    return owners


@dataclass
class Outcome:
    """What became of a world: its written and excluded records and the findings on it, as if its
    number were no part of them.
    """

    written: Counter = field(default_factory=Counter)  # export, key and text
    excluded: Counter = field(default_factory=Counter)  # export, key and reason
    raw: Counter = field(default_factory=Counter)  # rule and column of a raw finding
    told: Counter = field(default_factory=Counter)  # export and rule of another
    values: set[str] = field(default_factory=set)  # told once for all rows; of no world alone


def outcomes_of(
    warehouse: Path, owners: dict[str, list[int | None]]
) -> tuple[dict[int, Outcome], list[tuple[str, str]]]:
    """Read a built warehouse: the outcome of each world, and the candidates without a key."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        candidates = con.execute(
            "select export_name, record_key, row_key, coalesce(subject_key, ''), exclusion_reason "
            "from intermediate.int_reporting__candidates "
            "where export_name not in ('cast_entities', 'cast_student_groups')"
        ).fetchall()
        findings = con.execute(
            "select export_name, record_key, rule_id, coalesce(column_name, ''), "
            "coalesce(value, '') from intermediate.int_reporting__findings"
        ).fetchall()
        texts: dict[tuple[str, str], str] = {}
        for export in writer.exports_in(con).values():
            # A layout of the year of the run.
            if export.facts["collection"] != "cast" and export.columns:
                line = writer.line(export, "caret")
                query = f"select {export.key}, {line} from {export.relation}"
                texts |= {(export.name, key): text for key, text in con.execute(query).fetchall()}
    at_once = {value for _, key, _, _, value in findings if key == "all rows"}
    found: dict[int, Outcome] = defaultdict(lambda: Outcome(values=at_once))

    def world_of(table: str | None, *words: str) -> int | None:
        """The world that one of the words names, by its number or by the number of a row."""
        for word in words:
            row = re.search(r"(?:^| )(?:row|assessment_results) (\d+)$", word)
            if row and table in owners:
                return owners[table][int(row[1]) - 1]
            mark = MARK.search(word)
            if mark:
                return int(mark[0])
        return None

    def plain(text: str, world: int) -> str:
        return text.replace(str(world), "{n}").replace(letters(world), "{w}")

    nameless = []
    for export, key, row_key, subject, reason in candidates:
        if not key:
            nameless.append((export, key))
            continue
        table = "assessment_results" if export == "cast_research" else None
        world = world_of(table, key, subject)
        if world is None:
            continue
        shown = "row" if table else plain(key, world)
        if reason is None:
            text = texts.get((export, row_key), "")
            found[world].written[export, shown, plain(text, world)] += 1
        else:
            found[world].excluded[export, shown, reason] += 1
    for export, key, rule, column, value in findings:
        table = key.split(" ", 1)[0] if export == "raw" else "assessment_results"
        world = world_of(table, key, value)
        if world is not None and export == "raw":
            found[world].raw[table, rule, column] += 1
        elif world is not None:
            found[world].told[export, rule] += 1
    return found, nameless


@dataclass(frozen=True)
class Seen:
    """What the damages did."""

    strangers: list[int]  # sound worlds that are not as the others
    silent: list[Damage]  # losses that nobody told
    unlisted: list[tuple[Damage, str]]  # exports that an unread value changed, but do not use it
    nameless: list[tuple[str, str]]  # candidates without a key
    empty: list[str]  # exports without a record of a sound world
    fates: Counter  # by table, column, kind and fate


def judge(damages: list[Damage], owners: dict[str, list[int | None]], warehouse: Path) -> Seen:
    """Compare damaged worlds with sound ones. A damage is silent when a file holds fewer records of
    the world and neither a finding on a raw row nor a new exclusion says so, or when a value that
    no form of its type fits, or a date that cannot be, is reported nowhere.
    """
    found, nameless = outcomes_of(warehouse, owners)
    damaged = {damage.world for damage in damages}
    worlds = sorted({world for world in owners["students"] if world is not None})
    sound = [found[world] for world in worlds if world not in damaged]
    expected = max(sound, key=sound.count)
    strangers = [world for world in worlds if world not in damaged and found[world] != expected]
    per_export = by_export(expected.written)
    silent, unlisted, fates = [], [], Counter()
    for damage in damages:
        own = found[damage.world]
        fewer = bool(per_export - by_export(own.written))
        is_told = bool(
            own.raw - expected.raw
            or own.excluded - expected.excluded
            or value_of(damage) in own.values
            # In a run for an older year the usual date is reported as well.
            or (
                damage.kind == "far_date"
                and own.raw[damage.table, "implausible_date", damage.column]
            )
        )
        must_be_told = fewer or damage.kind in ("unreadable", "fraction", "far_date")
        if (damage.table, damage.kind) == ("code_translations", "far_date"):
            must_be_told = fewer  # the days of translations are left aside (definition D21)
        if (damage.column, damage.kind) == ("multiple_teacher_code", "blank"):
            must_be_told = False  # one educator of a section without the code (mapping of 9.16)
        if damage.column == "casas_agency_id":
            must_be_told = False  # a site of another agency; without that option a run is refused
        if must_be_told and not is_told:
            silent.append(damage)
            fate = "silent"
        elif fewer:
            fate = "left out and reported"
        elif is_told or own.told != expected.told:
            fate = "told"
        else:
            fate = "changed" if own.written != expected.written else "no effect"
        fates[damage.table, damage.column, damage.kind, fate] += 1
        if damage.kind in ("unreadable", "fraction"):
            unlisted += [(damage, export) for export in changed(expected, own) - users(damage)]
    return Seen(
        strangers, silent, unlisted, nameless,
        sorted(set(files()) - set(per_export)), fates,
    )  # fmt: skip


def by_export(records: Counter) -> Counter:
    """Records of each export."""
    found: Counter = Counter()
    for (export, *_), count in records.items():
        found[export] += count
    return found


def changed(expected: Outcome, own: Outcome) -> set[str]:
    """Exports that hold other records of a world than is expected."""
    return {
        export
        for before, after in (
            (expected.written, own.written), (expected.excluded, own.excluded)
        )
        for (export, *_), _ in ((before - after) + (after - before)).items()
    }  # fmt: skip


def users(damage: Damage) -> set[str]:
    """The exports that the contract says use a column; all for a technical one."""
    exports = common.seed("layouts/exports")
    for column in contract()[damage.table]:
        if column["column_name"] == damage.column and column["table_name"] != "*":
            used_by = column["used_by"].split()
            return {
                row["export_name"]
                for row in exports
                if row["file_code"].split("_")[0] in used_by or row["file_code"] in used_by
            }
    return {row["export_name"] for row in exports}


def nodes() -> list[str]:
    """What has to be built for `judge`."""
    return [
        node
        for node in project.read().nodes
        if re.search(r"[.](rpt_ca.*|int_.*_errors|int_raw__.*|int_reporting__.*)$", node)
    ]


def files() -> list[str]:
    """The exports that are made of records."""
    return [
        row["export_name"]
        for row in common.seed("layouts/exports")
        if row["export_name"] not in ("cast_entities", "cast_student_groups")
    ]
