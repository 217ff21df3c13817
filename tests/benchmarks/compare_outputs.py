"""Record what the project writes and compare two records: does a change keep every byte?

    python tests/benchmarks/compare_outputs.py record --out before
    python tests/benchmarks/compare_outputs.py record --out after --project ../changed
    python tests/benchmarks/compare_outputs.py compare before after --renamed-rules renamed.csv

`record` runs the programs of a checkout as a user does, so it serves whatever changes inside. Each
scenario of the table below gives <scenario>.csv (written files), .calls.csv (exit codes, counts and
sentences on the screen), .findings.csv and .exclusions.csv. What differs from run to run is left
out: seconds, batch ids, manifest.json. Two records of one checkout at the same time disturb each
other. `compare` exits with 0 when all is equal, with 1 when something differs; the CSV of renamed
rules has the columns old and new and does not reach into the written files.
"""

import argparse
import csv
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A word that stands for others, in the calls and settings of the scenarios.
WORDS = {
    "ALL_FORMATS": "--format native,caret,tab,csv,fixed",
    "STUDENTS": "senr_ssid sinf sprg swav sdis",
    "CALPADS": "senr_ssid senr_fall senr_ongoing sinf sprg crse crsc scse scsc sdem sass swav sdis",
    "CASAS": "cls dem entr att scs sps updt",
    "CAST": "cast_research cast_entities cast_student_groups",
    "CHANGING": "senr_ongoing sinf sdis sps cast_entities",
    "IN_2015": "--academic-year 2014-2015 --layout-year 2023-2024 --as-of-date 2015-05-31",
    "NOT_SENT_YET": "--include-not-enrolled --no-include-previously-submitted",
    "FORM": "casas_file_delimiter=semicolon casas_file_has_header=false casas_file_quote=always "
    "casas_file_quote_character=single casas_file_line_end=lf casas_file_encoding=windows-1252 "
    "casas_date_format=YYYY-MM-DD casas_multi_value_delimiter=/ casas_drop_leading_zeros=true "
    "casas_file_name={file_code}_{agency_id}_{program_year}_{YYYYMMDD}.csv",
    "TAB_FORM": "casas_file_delimiter=tab casas_date_format=MM-DD-YYYY casas_file_quote=always",
    "PIPE_FORM": "casas_file_delimiter=pipe casas_date_format=YYYYMMDD",
    "POINTS": "entr_with_class=false att_distance_in_total=false att_source=CUM "
    "casas_several_programs=first casas_only_with_attendance=true sps_conflicting_values=blank",
    "OTHER_POINTS": "casas_send_ssn=true casas_entry_scope=learner att_most_minutes_a_day=60 "
    "scs_active_without_attendance=false sps_conflicting_values=earliest sps_count_dropped=false "
    "sps_count_earlier_classes=false updt_rows=year",
    "PUPILS": "truancy_occurrences=1 send_preferred_name=true",
    "CAST_POINTS": "cast_mean_grade13=false cast_disclosure_audit=false "
    "cast_el_first_entry_after=2016-01-01",
}
# Name: source, settings of the agency, calls. A preview of one scenario does not influence another;
# a scenario with a batch has a copy of the warehouse. Options of the three collections that do not
# touch each other share a call, for a call takes its time.
SCENARIOS = {
    "clean_all": (
        "clean", "", "export ALL_FORMATS", "preview senr_fall sinf scsc sdem sass NOT_SENT_YET"
    ),
    "clean_older_year": (
        "clean", "CAST_POINTS",
        "preview --academic-year 2022-2023 --program-year 2022-2023 --test-year 2022",
    ),
    "clean_january": (
        "clean", "",
        "preview --start-date 2024-01-01 --end-date 2024-01-31 --census-date 2024-02-07 "
        "--include-not-enrolled --test-year 2021 --complementary-suppression",
    ),
    "clean_school": ("clean", "", "preview CALPADS CAST --site 5036850 --test-year 2023"),
    "defects_all": (
        "defects", "",
        "preview ALL_FORMATS",
        "preview --on-fatal block --no-build",
        "preview --on-fatal quarantine --no-build",
    ),
    "defects_2019": ("defects", "POINTS PUPILS", "preview sinf sdis CASAS CAST --test-year 2019"),
    "defects_2021": ("defects", "OTHER_POINTS", "preview CASAS CAST --test-year 2021"),
    "defects_2024": (
        "defects", "", "preview CAST --test-year 2024 --complementary-suppression"
    ),
    "small_all": (
        "small", "",
        "export ALL_FORMATS",
        "preview --on-fatal block --no-build",
        "preview --on-fatal quarantine --no-build",
        "preview CALPADS NOT_SENT_YET",
    ),
    "small_everyone": ("small", "FORM", "preview --include-not-enrolled --test-year 2019"),
    "small_census_day": (
        "small", "TAB_FORM",
        "preview --start-date 2023-10-04 --end-date 2023-10-04 --test-year 2021",
    ),
    "small_spring": (
        "small", "PIPE_FORM",
        "preview --start-date 2024-01-08 --course-group 'WIOA | Basic Skills' --test-year 2025",
    ),
    "small_later_census": (
        "small", "OTHER_POINTS",
        "preview --census-date 2024-04-15 --course-group Evening --cast-levels county,school",
    ),
    "small_october": (
        "small", "POINTS PUPILS", "preview --as-of-date 2023-10-31 --agency 9901 --test-year 2019"
    ),
    "small_school": ("small", "", "preview CALPADS CAST --site 0100002"),
    "small_adult_site": ("small", "", "preview CASAS --site 0100005"),
    "small_2015": (
        "small", "",
        "export STUDENTS sdem sass ALL_FORMATS IN_2015",
        "preview STUDENTS IN_2015 NOT_SENT_YET",
    ),
    "small_2015_layouts": (
        "small", "",
        "preview senr_fall swav sdis --academic-year 2014-2015 --as-of-date 2015-05-31",
    ),
    "small_2015_january": (
        "small", "",
        "preview STUDENTS IN_2015 --start-date 2015-01-01 --end-date 2015-01-31 "
        "--include-not-enrolled",
    ),
    "small_2015_october": ("small", "", "preview STUDENTS IN_2015 --as-of-date 2014-10-31"),
    "small_changed": (
        "small", "",
        "export CHANGING ALL_FORMATS",
        "accept",
        "load changed",
        "export CHANGING --only-changed",
        "rebuild",
    ),
}  # fmt: skip

# Arguments of sample.py; None: the small agency of the golden files.
SOURCES = {"clean": [], "defects": ["--with-defects"], "small": None, "changed": None}
# Test years that the sample lacks: the results of 2021 once more.
ADDED_YEARS = ("2019", "2022", "2023", "2024", "2025")
# Table, text and new text: what the changed agency has that the small one has not.
CHANGES = (
    ("students", "O'Neil-Ruiz", "Ruiz"),
    ("enrollments", "E6,S5,HIGH,2023-10-04", "E6,S5,HIGH,2023-10-05"),
    ("discipline_offenses", "I4,S1,PUSHED", "I4,S1,511"),
    ("adult_program_updates", "2024-05-30,STAYS", "2024-05-30,LEFT"),
)
NAMES = [name for key in ("CALPADS", "CASAS", "CAST") for name in WORDS[key].split()]
OF_A_RUN = ("manifest.json", "findings.csv", "exclusions.csv", "report.html", "marts.duckdb")
COUNTS = ("candidates", "written", "excluded", "fatal", "warnings")
LISTS = {
    "findings": "export_name record_key records rule_id severity column_name value message "
    "fixed_by",
    "exclusions": "export_name record_key exclusion_reason reason_text batch_id",
}
HEADERS = {
    "": ["call", "file", "sha256", "rows", "bytes"],
    ".calls": ["call", "what", "value"],
    **{f".{name}": ["call", *columns.split()] for name, columns in LISTS.items()},
}
MOST_SHOWN = 12
Row = tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words of a call or of settings, with what some of them stand for."""
    nested = (shlex.split(WORDS.get(word, shlex.quote(word))) for word in shlex.split(text))
    return [word for words in nested for word in words]


def asked_for(options: list[str], exports: list[str]) -> list[str]:
    """The exports that a call writes, of those that a record is about."""
    named = [word for word in options if word in NAMES]
    return [name for name in named or NAMES if name in (exports or NAMES)]


def without_names(options: list[str], exports: list[str]) -> list[str]:
    """The options of a call without its exports, when a record names them itself."""
    return [word for word in options if not (exports and word in NAMES)]


def is_about(ending: str, row: Row, exports: list[str]) -> bool:
    """True for a row of a record that is about one of the exports; all are when none is named."""
    if not exports:
        return True
    if ending == "":
        return Path(row[1]).name.split(".")[0] in exports
    if ending == ".calls":
        return row[1].split()[0] in exports
    return row[1] in exports


def told(text: str) -> Iterator[tuple[str, str]]:
    """What a program tells: counts by export, found by their headings, and any other line."""
    headings: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"\s{2,}|[│┃]", line) if cell.strip()]
        if {"candidates", "written"} <= {cell.lower() for cell in cells}:
            headings = [cell.lower() for cell in cells]
        elif headings and len(cells) > len(COUNTS):
            counts = dict(zip(headings, cells, strict=False))
            for name in COUNTS:
                yield f"{cells[0]} {name}", counts.get(name, "").replace(",", "")
        elif re.search(r"\w", line):
            yield "line", line.strip()


def files_in(folder: Path) -> Iterator[Row]:
    """The files that a call wrote, with hash, rows and bytes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in OF_A_RUN and path.parent.name != "lists":
            data, name = path.read_bytes(), path.relative_to(folder).as_posix()
            digest = hashlib.sha256(data).hexdigest()
            yield name, digest, str(data.count(b"\n")), str(len(data))


def rows_of(path: Path, columns: list[str]) -> Iterator[Row]:
    """The rows of a CSV with the given columns, blank where there is no such column."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield tuple(row.get(column) or "" for column in columns)


@dataclass
class Recorder:
    """A checkout, and the folder of what its programs read and write meanwhile."""

    project: Path
    work: Path
    exports: list[str]

    def run(self, script: str, *words: object, settings: str = "") -> tuple[int, str]:
        """Run a program of the checkout; its exit code, and what it prints with its errors."""
        own = self.project / ".venv" / "bin" / "python"
        outer = {k: v for k, v in os.environ.items() if not k.startswith("STATEFILES_")}
        pairs = (setting.split("=", 1) for setting in words_of(settings))
        given = {f"STATEFILES_{name.upper()}": value for name, value in pairs}
        done = subprocess.run(
            [own if own.exists() else sys.executable, self.project / "scripts" / f"{script}.py",
             *map(str, words)],
            env=outer | {"COLUMNS": "300", "WAREHOUSE": "", "LEDGER": ""} | given, cwd=self.work,
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        errors = re.findall(r"^[\w.]*(?:Error|Exception): .*", done.stderr, re.MULTILINE)
        return done.returncode, "\n".join([done.stdout, *errors])

    def raw_folder(self, source: str) -> Path:
        """The raw tables of a source."""
        folder = self.work / source
        arguments = SOURCES[source]
        if arguments is None:
            shutil.copytree(self.project / "tests" / "fixtures" / "small_agency", folder)
        else:
            self.run("sample", "--out", folder, *arguments)
        if source == "changed":
            for table, old, new in CHANGES:
                path = folder / f"{table}.csv"
                before, after = path.read_text("utf-8").split(old, 1)
                path.write_text(before + new + after, "utf-8")
        if arguments is not None:
            path = folder / "assessment_results.csv"
            with path.open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
            with path.open("a", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
                for year in ADDED_YEARS:
                    of_2021 = (row for row in rows if row["test_year"].strip() == "2021")
                    writer.writerows(row | {"test_year": year} for row in of_2021)
        return folder

    def warehouse(self, source: str) -> Path:
        """The warehouse of a source, loaded once."""
        path = self.work / f"{source}.duckdb"
        if not path.exists():
            code, text = self.run("load", self.raw_folder(source), "--warehouse", path)
            if code:
                raise SystemExit(f"The source {source} cannot be loaded: {text}")
        return path

    def call(
        self, text: str, settings: str, warehouse: Path, out: Path
    ) -> Iterator[tuple[int, str]]:
        """Run what a call of a scenario stands for."""
        verb, *options = words_of(text)
        place = ("--warehouse", warehouse)
        _, listed = self.run("ledger", "list", *place) if verb in ("accept", "rebuild") else (0, "")
        for number, batch in enumerate(re.findall(r"B-\d{8}-\d{4}", listed), start=1):
            if verb == "accept":
                yield self.run("ledger", "mark-sent", batch, *place)
                yield self.run("ledger", "mark-accepted", batch, *place)
            else:
                yield self.run("ledger", "rebuild", batch, "--out", out / str(number), *place)
        if verb == "load":
            yield self.run("load", self.raw_folder(options[0]), *place)
        elif verb in ("preview", "export") and (asked := asked_for(options, self.exports)):
            options = [*(asked if self.exports else []), *without_names(options, self.exports)]
            # Of an option that is given twice the last value counts.
            options = ["--as-of-date", "2024-05-31", "--test-year", "2018", *options]
            options += ["--preview"] if verb == "preview" else []
            yield self.run("export", *options, *place, "--out", out, settings=settings)

    def scenario(self, name: str) -> dict[str, list[Row]]:
        """Run a scenario; the rows of each file of its record."""
        source, settings, *calls = SCENARIOS[name]
        folder, warehouse = self.work / name, self.warehouse(source)
        folder.mkdir()
        if not all(call.startswith("preview") for call in calls):
            warehouse = Path(shutil.copy(warehouse, folder / "own.duckdb"))
        found: dict[str, list[Row]] = {ending: [] for ending in HEADERS}
        for number, call in enumerate(calls, start=1):
            out, at = folder / str(number), (f"{number} {call}",)
            for code, text in self.call(call, settings, warehouse, out):
                found[".calls"].append((*at, "exit code", str(code)))
                if call.startswith(("preview", "export")):
                    found[".calls"] += [(*at, *row) for row in told(text.replace(f"{out}/", ""))]
            found[""] += [(*at, *row) for row in files_in(out)]
            for ending in LISTS:
                for path in out.rglob(f"{ending}.csv"):
                    rows = rows_of(path, LISTS[ending].split())
                    found[f".{ending}"] += sorted((*at, *row) for row in rows)
        shutil.rmtree(folder)
        return found


def record(project: Path, out: Path, names: list[str], exports: list[str]) -> int:
    """Write the record of each scenario."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        recorder = Recorder(project.resolve(), Path(work), exports)
        for name in names:
            began = time.monotonic()
            for ending, rows in recorder.scenario(name).items():
                with (out / f"{name}{ending}.csv").open(
                    "w", encoding="utf-8", newline=""
                ) as stream:
                    writer = csv.writer(stream, lineterminator="\n")
                    writer.writerow(HEADERS[ending])
                    writer.writerows(
                        [re.sub(r"B-\d{8}-\d{4}", "(batch)", cell) for cell in row] for row in rows
                    )
            print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return 0


def compare(
    old: Path, new: Path, renamed: dict[str, str], names: list[str], exports: list[str]
) -> int:
    """Print what differs from an old record to a new one; without names, in any scenario."""
    recorded = {path.name.split(".")[0] for side in (old, new) for path in side.glob("*.csv")}
    names = names or sorted(recorded)
    differing = 0
    for name in names:
        differences: list[str] = []
        for ending, columns in HEADERS.items():
            paths = [side / f"{name}{ending}.csv" for side in (old, new)]
            absent = [f"there is no {path}" for path in paths if not path.exists()]
            differences += absent
            if absent:
                continue
            before, after = (
                Counter(row for row in rows_of(path, columns) if is_about(ending, row, exports))
                for path in paths
            )
            if ending == ".findings":
                place = columns.index("rule_id")
                before = Counter(
                    (*row[:place], renamed.get(row[place], row[place]), *row[place + 1 :])
                    for row in before.elements()
                )
            lines = sorted(
                [(row, "-") for row in (before - after).elements()]
                + [(row, "+") for row in (after - before).elements()]
            )
            shown = [f"{sign} {' | '.join(row)}" for row, sign in lines[:MOST_SHOWN]]
            if lines:
                kind = ending.removeprefix(".") or "files"
                signs = Counter(sign for _, sign in lines)
                differences += [f"{kind}: {signs['-']} rows less, {signs['+']} rows more", *shown]
        print(f"{name}: {'differing' if differences else 'equal'}")
        print("".join(f"    {line}\n" for line in differences), end="")
        differing += bool(differences)
    print(f"{len(names) - differing} of {len(names)} scenarios are equal.")
    return int(differing > 0 or not names)


def main() -> int:
    """Record, or compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    record_parser = commands.add_parser("record", help="run the scenarios and write a record")
    root = Path(__file__).resolve().parents[2]
    record_parser.add_argument("--project", type=Path, default=root, metavar="DIR")
    record_parser.add_argument("--out", type=Path, required=True, metavar="RECORD_DIR")
    compare_parser = commands.add_parser("compare", help="print what differs between two records")
    compare_parser.add_argument("old", type=Path, metavar="OLD_RECORD")
    compare_parser.add_argument("new", type=Path, metavar="NEW_RECORD")
    compare_parser.add_argument("--renamed-rules", type=Path, metavar="FILE")
    for command in (record_parser, compare_parser):
        command.add_argument(
            "--only", nargs="+", choices=SCENARIOS, default=[], metavar="SCENARIO",
            help=f"default: all; one or more of {', '.join(SCENARIOS)}",
        )  # fmt: skip
        command.add_argument(
            "--exports", nargs="+", choices=NAMES, default=[], metavar="EXPORT", help="default: all"
        )
    given = parser.parse_args()
    if given.command == "record":
        return record(given.project, given.out, given.only or list(SCENARIOS), given.exports)
    pairs = rows_of(given.renamed_rules, ["old", "new"]) if given.renamed_rules else ()
    return compare(given.old, given.new, dict(pairs), given.only, given.exports)


if __name__ == "__main__":
    sys.exit(main())
