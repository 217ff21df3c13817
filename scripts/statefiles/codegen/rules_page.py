"""The page of the docs that lists every rule with its state, from the seed of the rules."""

from collections import Counter
from collections.abc import Sequence

CHECKED, EXTRACT, MADE, CANNOT, OPEN = (
    "checked",
    "checked with an extract",
    "holds as the file is made",
    "not checkable",
    "open",
)
# Status of the seed: the state of the page, and what it says.
STATES = {
    "checked": (CHECKED, "a flag or a query of every run tells it"),
    "checked_elsewhere": (CHECKED, "another number tells the same"),
    "checked_with_extract": (EXTRACT, "told when a return of the state is read"),
    "cannot_be_broken": (MADE, "the project fills the field, so no row can break it"),
    "built_in": (MADE, "says how a file is made"),
    "needs_state_data": (CANNOT, "the state alone knows"),
    "needs_directory_data": (CANNOT, "needs facts of schools and districts that are no raw column"),
    "not_in_raw_tables": (CANNOT, "needs another fact of the agency that is no raw column"),
    "not_published": (CANNOT, "lacks a figure, a list or days that are not published"),
    "not_applicable": (CANNOT, "about transactions, fields or years that the file has no more"),
    "retired": (CANNOT, "disabled or renumbered at the receiver"),
    "replaced": (CANNOT, "a later rule took its place"),
    "no_file": (CANNOT, "belongs to a file that the project does not write"),
    "not_checked": (OPEN, "could be checked and is not"),
}
COLLECTIONS = {
    "calpads": "CALPADS",
    "casas": "CASAS",
    "cast": "CAST",
    "project": "The project's own",
}
HEAD = """<!-- Written by scripts/generate.py from seeds/rules; change the seeds. -->

# Every rule and its state

Each rule of the receivers and of the project stands in the seed `validation_rules`. A rule is
checked when a run tells who breaks it; what needs a return of the state is told when the return is
read, see [state-answers.md](state-answers.md). The sentence is the receiver's, restated.

"""


def cell(text: str) -> str:
    """Text in a table of Markdown."""
    return text.replace("|", "\\|").replace("<", "&lt;")


def share(rows: Sequence[dict[str, str]]) -> tuple[int, int]:
    """How many rules are checked, and how many can be."""
    states = Counter(STATES[row["status"]][0] for row in rows)
    checked = states[CHECKED] + states[EXTRACT]
    return checked, checked + states[OPEN]


def summary(rows: Sequence[dict[str, str]]) -> list[str]:
    """How many rules of each collection have which status."""
    found = Counter((row["status"], row["collection"]) for row in rows)
    lines = [
        f"| state | status | {' | '.join(COLLECTIONS.values())} | what it says |",
        f"| --- | --- | {'--- | ' * len(COLLECTIONS)}--- |",
    ]
    for status, (state, words) in STATES.items():
        counts = [str(found[status, collection] or "") for collection in COLLECTIONS]
        lines.append(f"| {state} | `{status}` | {' | '.join(counts)} | {words} |")
    return lines


def section(title: str, rows: Sequence[dict[str, str]]) -> list[str]:
    """The rules of one file or submission."""
    lines = ["", f"## {title}", "", "| rule | what must hold | state |", "| --- | --- | --- |"]
    for row in rows:
        years = "-".join((row["first_year"], row["last_year"])).strip()
        rule = f"{row['rule_id']} ({years})" if years != "-" else row["rule_id"]
        words = row["condition"] or row["message"]
        told = ": ".join(filter(None, (STATES[row["status"]][0], row["status_reason"])))
        lines.append(f"| {rule} | {cell(words)} | {cell(told)} |")
    return lines


def rules_page(rows: Sequence[dict[str, str]]) -> str:
    """The page: the share of the rules that can be decided and are checked, then every rule."""
    received = [row for row in rows if row["collection"] != "project"]
    checked, decidable = share(received)
    lines = [
        f"Of {len(received)} rules of the receivers {decidable} can be decided with the tables of",
        "an agency, its last batch or a return of the state.",
        f"{checked} of them are checked: {100 * checked / decidable:.1f} percent.",
        "",
        *summary(rows),
    ]
    for collection, words in COLLECTIONS.items():
        own = [row for row in rows if row["collection"] == collection]
        for file_code in dict.fromkeys(row["file_code"] for row in own):
            lines += section(
                f"{words}: {file_code}", [row for row in own if row["file_code"] == file_code]
            )
    return HEAD + "\n".join(lines) + "\n"
