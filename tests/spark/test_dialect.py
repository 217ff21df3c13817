"""The macros of both dialects mean the same, for texts and days that no test world has."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest

from statefiles import spark
from statefiles.common import ROOT

LACKING = spark.lacking()
pytestmark = pytest.mark.skipif(LACKING is not None, reason=LACKING or "")

DIALECT = ROOT / "macros" / "dialect"
FILES = [
    *(ROOT / "macros" / f"{name}.sql" for name in ("dates", "key_text", "rule_expressions")),
    *(path for path in DIALECT.rglob("*.sql")
      if path.stem not in ("materializations", "fixtures", "load_csv_rows")),
]  # fmt: skip
TEXTS = [
    # days and times
    "2024-01-05", "2024-1-5", "20240105", "20241305", "1/5/2024", "01/05/2024", "13/5/2024",
    "2/30/2024", "2/29/2024", "2/29/2023", "2024-02-30", "0000-01-01", "0001-01-01", "9999-12-31",
    "10000-01-01", "2024-01-05 10:11", "2024-01-05 10:11:12", "2024-01-05T10:11:12.123456",
    "2024-1-5 7:05", "1/5/2024 7:05", "1/5/2024 7:05 PM", "1/5/2024 07:05:09 am",
    "1/5/2024 7:05PM", "1/5/2024 12:00 AM", "1/5/2024 12:30 pm", "1/5/2024 13:05 PM",
    "1/5/2024 0:05 AM", "2024-01-05 10:11:12Z", "2024-01-05T10:11:12+05:30",
    "2024-01-05T10:11:12+0530", "2024-01-05 02:11:12-08", "2024-01-05 02:11 +00",
    "2024-07-05 02:11 UTC", "2024-03-10T10:30:00Z", "2024-03-10T09:30:00Z",
    "2024-11-03T08:30:00Z", "2024-11-03T09:30:00Z", "2024-02-30 10:00", "2024-01-05 24:00",
    "2024-01-05 10:60", "0000-01-01 10:00", "infinity", "epoch", "now", "today", "2024-01-05\n",
    "2024-01-05 \n", "2023-2024", "2023-2025", "2023-2024\n",
    # numbers
    "5", "5.", "5.0", "5.00", "5.5", ".5", "-.5", "+5", "-5", "-0", "+", ".", "2.675", "2.665",
    "-2.675", "1.005", "0.005", "1e5", "1_000", "1,000", "007", "2147483647", "2147483648",
    "9999999.995", "9999999.994", "99999999999999999999", "\u0661", "\uff11", "\u00bd", "5\n",
    # words
    "true", "T", "Yes", "no", "0", "1", "a", "B", "a,b", "a,,b", ",", "b,a", "a^b", "a|b", "a\\b",
    "\\N", "it's", 'say "x"', "100%", "a\tb", "a\rb", "a\nb", "\x7f", "a\x85b", "a\u2028b", "$1",
    "{x}", "[x]",
    # letters
    "", " ", "  a  ", "\ta\t", "\u00a0a\u00a0", "\u200ba\ufeff", "\u202fa\u2007", "a\u00a0b",
    "a\u200db", "Jos\u00e9", "Jose\u0301", "JOS\u00c9", "O\u2019Neil", "Nu\u00f1ez-Pe\u00f1a",
    "\u00c5ngstr\u00f6m", "\u00d8stergaard", "\u0141ukasz", "\u00df", "\u1e9e", "Nguy\u1ec5n",
    "\u0416\u0451", "\u738b", "\u304c", "\U0001f600", "a\U0001f600b", "\u20ac\u201a\u0192",
    "\u0152", "\u0101", "\ufb01",
]  # fmt: skip
OF_A_TEXT = [
    "clean_text('x')", "to_date('x')", "local_time('x')", "to_timestamp('x')", "to_boolean('x')",
    "to_number('x', 'integer')", "to_number('x', 'decimal(9,2)')",
    "to_number('x', 'decimal(7,3)')", "is_rounded('x', 'decimal(9,2)')", "has_digits('x', 1)",
    "has_digits('x', 10)", "year_of('x')", "matches_pattern('x', \"[A-Za-z0-9 .''-]*\")",
    "finds_pattern('x', '[^a-z]$')", "replace_pattern('x', '[0-9]', '9')",
    "has_other_than_name_characters('x')", "is_unsafe(['x'])", "breaks_windows_1252('x')",
    "value_class('x')", "plain_letters('x')", "escaped_part('x')", "has_invisible_character('x')",
    "key_text(['x'])", "key_text(['x', 'x'])", "has_word('x', \"'a'\")",
    "has_all_words(\"'a,b,c'\", 'x')",
]  # fmt: skip
PLAIN = ["length(x)", "lower(x)", "left(x, 2)", "right(x, 2)", "substr(x, 2, 2)",
         "bit_length(x)", "nullif(split_part(x, ',', 2), '')", "concat_ws('-', x, null, x)",
         "row_number() over (order by x nulls last)"]  # fmt: skip
DAYS = [
    "1999-12-31", "2000-01-01", "2000-02-28", "2000-02-29", "2000-03-01", "2001-02-28",
    "2004-02-29", "2023-06-30", "2023-07-01", "2023-08-31", "2023-09-30", "2023-10-04",
    "2024-02-29", "2024-12-31",
]  # fmt: skip
OF_DAYS = [
    "age_on('a', 'b')", "days_between('a', 'b')", "months_later('a', 1)", "months_later('a', 6)",
    "months_later('a', '(-111 * 12)')", "weekday_of('a')", "school_year_of('a')",
    "date_text('a')", "date_text('a', 'MM/DD/YYYY')", "first_wednesday_of_october('year(a)')",
    "casas_date('a', \"'x'\")", "casas_date('a', \"'MM-DD-YYYY'\")",
    "casas_date('a', \"'YYYYMMDD'\")",
]  # fmt: skip
OF_NUMBERS = ["rounded_ratio('100 * a', 'b', 2)", "rounded_ratio('a', 'b', 1)",
              "whole_quotient('a', '(b + 1)')"]  # fmt: skip


class Adapter:
    """What the macros ask dbt for: the form of a macro for an engine."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        environment = jinja2.Environment(
            trim_blocks=True, extensions=["jinja2.ext.do"], undefined=jinja2.StrictUndefined
        )
        environment.globals |= {"adapter": self, "var": lambda _: "America/Los_Angeles"}
        text = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
        self.macros: Any = environment.from_string(text).make_module()
        self.environment = environment

    def dispatch(self, name: str) -> Any:
        """The macro of this engine, or that of standard SQL."""
        found = getattr(self.macros, f"{self.engine}__{name}", None)
        return found or getattr(self.macros, f"default__{name}")

    def sql(self, call: str) -> str:
        """The SQL that a call of a macro becomes."""
        template = self.environment.from_string("{{ macros." + call + " }}")
        return template.render(macros=self.macros)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """Both engines; each runs a query to rows."""
    folder: Path = tmp_path_factory.mktemp("dialect")
    session = spark.session(folder)
    con = duckdb.connect()
    con.execute("set timezone = 'UTC'")
    yield (
        lambda query: con.execute(query).fetchall(),
        lambda query: [tuple(row) for row in session.sql(query).collect()],
    )
    session.stop()
    con.close()


@cache
def adapter(engine: str) -> Adapter:
    """The macros of an engine, compiled once."""
    return Adapter(engine)


def as_literal(text: str, engine: str) -> str:
    """A text for the SQL of an engine, by its own form of the macro."""
    return str(adapter(engine).macros.text_literal(text))


def differences(engines: tuple[Any, Any], rows: dict[str, str], calls: list[str]) -> list[Any]:
    """The rows of a relation (its query by engine) for which the engines do not say the same."""
    wrong = []
    for call in calls:
        found = []
        for run, engine in zip(engines, ("duckdb", "spark"), strict=True):
            sql = adapter(engine).sql(call) if call not in PLAIN else call
            found.append(run(f"select n, cast({sql} as string) from ({rows[engine]}) order by n"))
        wrong += [(call, *pair) for pair in zip(*found, strict=True) if pair[0] != pair[1]]
    return wrong


def test_texts_are_read_alike(engines):
    rows = {}
    for engine in ("duckdb", "spark"):
        values = ", ".join(
            f"({number}, {as_literal(text, engine)})" for number, text in enumerate(TEXTS)
        )
        rows[engine] = (
            f"select n, x from (values {values}) as t (n, x) "
            "union all select -1, cast(null as string)"
        )
    wrong = differences(engines, rows, [*OF_A_TEXT, *PLAIN])
    assert [(call, TEXTS[a[0]], a[1], b[1]) for call, a, b in wrong] == []


def test_days_are_counted_alike(engines):
    values = ", ".join(
        f"({number}, cast('{a}' as date), cast('{b}' as date))"
        for number, (a, b) in enumerate(product(DAYS, DAYS))
    )
    query = f"select n, a, b from (values {values}) as t (n, a, b)"
    assert differences(engines, {"duckdb": query, "spark": query}, OF_DAYS) == []


def test_ratios_are_rounded_alike(engines):
    values = ", ".join(
        f"({number}, {a}, {b})" for number, (a, b) in enumerate(product(range(45), range(45)))
    )
    query = f"select n, a, b from (values {values}) as t (n, a, b)"
    assert differences(engines, {"duckdb": query, "spark": query}, OF_NUMBERS) == []


def test_every_letter_loses_its_accents_alike(engines):
    """But the ideographs for compatibility, letters of two cases, and letters that are newer than
    some Java, as docs/spark.md says.
    """
    skipped = {*range(0xD800, 0xE000), *range(0xF900, 0xFB00), 0x130, 0x3A3}
    points = [
        number
        for number in range(0x21, 0x10000)
        if number not in skipped and unicodedata.ucd_3_2_0.category(chr(number)) != "Cn"
    ]
    assert len(points) > 40_000
    rows = {}
    for engine in ("duckdb", "spark"):
        values = ", ".join(f"({number}, {as_literal(chr(number), engine)})" for number in points)
        rows[engine] = f"select n, x from (values {values}) as t (n, x)"
    wrong = differences(engines, rows, ["plain_letters('x')"])
    assert [(hex(a[0]), chr(a[0]), a[1], b[1]) for _, a, b in wrong] == []
