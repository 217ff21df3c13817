"""Files of raw tables: which are in a folder, what their headers say, whether every row is whole.

Grain: one file per raw table. Units: lines are counted from 1, the header included. Errors: every
fault of a file is a `UserError` that names the file and, where known, the line; it never repeats
a value of a row. CSV is RFC 4180: commas, double quotes, UTF-8, one kind of line ending per file.
"""

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import duckdb

from statefiles.common import UserError, literal, nearest

ENDINGS = (".csv.gz", ".csv", ".parquet")
JSON_LINES = (".jsonl.gz", ".jsonl")  # of an API: a line is an object
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
MAX_VALUE = 2**20  # characters; a longer "value" is the rest of the file after an open quote
MAX_LINE = 2**24  # bytes
BUFFER = 2 * MAX_LINE  # bytes that one thread reads at a time
BLOCK = 2**20  # bytes looked at together; no value of theirs is beyond MAX_VALUE
MAX_BLANK_LINES = 2**20  # more are no table; a small gzip file can hold 200 MB of them
BOM = b"\xef\xbb\xbf"
NO_MARKS = bytes({*range(256)} - {*b",\n"})  # all that neither ends a value nor a line
UNREADABLE = (OSError, EOFError, zlib.error, duckdb.Error)
SAVE_AS = 'save it again as "CSV UTF-8"'


@dataclass(frozen=True)
class Content:
    """What is known of the content of a file: rows (None when DuckDB counts them), SHA-256, whether
    it has quotation marks, and whether a value may hold a NUL character.
    """

    rows: int | None
    sha256: str = ""
    has_quotes: bool = True
    may_hold_nul: bool = True


def find(
    folder: Path,
    tables: Collection[str],
    is_strict: bool = True,
    endings: Sequence[str] = ENDINGS,
) -> tuple[dict[str, Path], list[str], list[UserError]]:
    """The data file of each table, the names of other entries, and what is wrong with names; hidden
    entries do not count. Unless it is strict, a file of another name is another entry.
    """
    found: dict[str, Path] = {}
    others: list[str] = []
    faults: list[UserError] = []
    try:
        entries = sorted(
            entry for entry in folder.absolute().iterdir() if not entry.name.startswith(".")
        )
    except OSError:
        raise UserError(f"{folder} is no folder that can be read; name the raw folder.") from None
    for path in entries:
        ending = next((end for end in endings if path.name.lower().endswith(end)), None)
        if ending is None:
            others.append(path.name)
            continue
        table = path.name[: -len(ending)].lower()
        if table not in tables and not is_strict:
            others.append(path.name)
        elif table not in tables:
            near = nearest(table, tables)
            faults.append(
                UserError(
                    f"{path.name} is no table of the contract: "
                    + (f"rename it if {near} is meant, or " if near else "")
                    + "move it out of the folder; files of another system need --from."
                )
            )
        elif table in found:
            faults.append(
                UserError(
                    f"The table {table} is given twice, as {found[table].name} and {path.name}; "
                    "keep one of them."
                )
            )
        else:
            found[table] = path
    return found, others, faults


def header(path: Path, expected: Set[str]) -> list[tuple[str, str]]:
    """The columns in file order: name (lower case, trimmed) and the SQL that gives it as text."""
    try:
        if _is_json(path):
            return _json_header(path)
        if path.stat().st_size == 0:
            raise _empty(path)
        if _is_parquet(path):
            return _parquet_header(path)
        with _opened(path) as stream:
            head = stream.read(2**16)
    except UNREADABLE:
        raise unreadable(path) from None
    if b"\0" in head:
        raise UserError(f"{path.name} holds NUL characters, as UTF-16 does; {SAVE_AS}.")
    text = head.decode("utf-8-sig", errors="replace")
    if not text.strip():
        raise _empty(path)
    names = _tidy(next(csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)))
    if not any(names):
        raise UserError(f"{path.name} has no column names in its first line; put them there.")
    for separator, word in SEPARATORS.items():
        split_here = _tidy(text.splitlines()[0].replace('"', "").split(separator))
        if len(expected & set(split_here)) > len(expected & set(names)):
            raise UserError(f"{path.name} is separated by {word}; save it with commas instead.")
    return [(name, f"c{number}") for number, name in enumerate(names)]


def is_large(path: Path) -> bool:
    """True for a file of which each thread has something to read."""
    return path.stat().st_size > BUFFER


def source(path: Path, width: int, is_parallel: bool = False) -> str:
    """The SQL relation that reads a file; nothing is guessed, so nothing depends on a sample. Only
    where no value is quoted is each line break the end of a row, wherever a thread begins.
    """
    name = literal(path)
    if _is_json(path):
        return f"read_ndjson_objects({name}, maximum_object_size = {MAX_LINE})"
    if _is_parquet(path):
        return f"read_parquet({name}, binary_as_string = true, hive_partitioning = false)"
    types = ", ".join(f"'c{number}': 'varchar'" for number in range(width))
    compression = "gzip" if path.suffix.lower() == ".gz" else "none"
    return (
        f"read_csv({name}, columns = {{{types}}}, auto_detect = false, header = true, "
        "delim = ',', quote = '\"', escape = '\"', comment = '', encoding = 'utf-8', "
        f"compression = '{compression}', strict_mode = true, null_padding = false, "
        f"parallel = {str(is_parallel).lower()}, hive_partitioning = false, "
        f"max_line_size = {MAX_LINE}, buffer_size = {BUFFER})"
    )


def check(path: Path, width: int) -> Content:
    """See that a file is whole. Parquet is checked by DuckDB.

    DuckDB passes over an open quotation mark (and loses the rows after it) and over an extra empty
    value in silence. So Python reads each CSV first, strictly; what passes here both read alike.
    """
    rows, line, text, blank = -1, 1, "", 0
    crlf: bool | None = None

    def lines(stream: TextIO) -> Iterator[str]:
        nonlocal text
        for text in stream:  # noqa: UP028 - the loop leaves the last line behind, see its use
            yield text

    def fault(sentence: str) -> UserError:
        return UserError(f"{path.name} line {line} {sentence}")

    csv.field_size_limit(MAX_VALUE)
    try:
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        if _is_parquet(path):
            return Content(None, digest, has_quotes=False)
        if _is_json(path):
            return Content(_check_json(path), digest)
        if whole := _check_lines(path, width):
            return replace(whole, sha256=digest)
        with io.TextIOWrapper(_opened(path), "utf-8-sig", newline="") as stream:
            reader = csv.reader(lines(stream), strict=True, skipinitialspace=True)
            for values in reader:
                if values and len(values) != width:
                    raise fault(
                        f"has {plural(len(values), 'value')} but the header has "
                        f"{plural(width, 'column')}; put values that hold a comma in quotes."
                    )
                crlf = text.endswith("\r\n") if crlf is None else crlf
                if text.endswith("\r\n") is not crlf and text[-1] in "\r\n":
                    raise fault("ends unlike the first line; save it with one kind of line ending.")
                rows += bool(values)
                blank += not values
                if blank > MAX_BLANK_LINES:
                    raise fault("is one of more than a million blank lines; make the file anew.")
                line = reader.line_num + 1
    except UnicodeDecodeError:
        raise UserError(f"{path.name} line {_bad_line(path)} is not UTF-8; {SAVE_AS}.") from None
    except csv.Error as error:
        if "field larger" in str(error) and reader.line_num == line:
            raise fault(
                f"holds a value of more than {MAX_VALUE:,} characters; shorten it."
            ) from None
        raise fault(
            "begins a row with a quotation mark that is not closed, or not doubled inside a "
            "quoted value; correct it."
        ) from None
    except UNREADABLE:
        raise unreadable(path) from None
    return Content(rows, digest)


def _check_lines(path: Path, width: int) -> Content | None:
    """The content of a CSV file of which every line is a row, many times as fast as value by value.
    None when it has anything else, right or wrong: `check` then reads it and tells.
    """
    rows, rest = -1, b""
    ends: set[bytes] = set()
    has_quotes = has_nul = False
    with _opened(path) as stream:
        while block := rest + stream.read(BLOCK - len(rest)):
            cut = block.rfind(b"\n") + 1
            if block == rest:  # the last line, without an end
                block, cut = rest + b"".join(ends or {b"\n"}), len(rest) + 2
            elif not cut:
                return None
            block, rest = block[:cut], block[cut:]
            returns, breaks = block.count(b"\r"), block.count(b"\n")
            end = b"\r\n" if returns else b"\n"
            ends.add(end)
            if len(ends) > 1 or (returns and not returns == breaks == block.count(end)):
                return None
            if not _is_utf_8(block):
                return None
            has_nul = has_nul or b"\0" in block
            if width == 1 or b'"' in block:
                lines = (block.removeprefix(BOM) if rows < 0 else block).split(end)[:-1]
                quoted = [line for line in lines if b'"' in line]
                if not all(lines) or not _are_rows(quoted, width):
                    return None
                has_quotes = has_quotes or bool(quoted)
                block = b"".join(line + b"\n" for line in lines if b'"' not in line)
            # All lines at once: a blank one has another number of commas.
            marks = block.translate(None, delete=NO_MARKS)
            if marks != (b"," * (width - 1) + b"\n") * marks.count(b"\n"):
                return None
            rows += breaks
    return Content(rows, has_quotes=has_quotes, may_hold_nul=has_nul)


def _are_rows(lines: list[bytes], width: int) -> bool:
    """True when each of these lines with quotation marks is a row of that many values."""
    between = 2 * (width - 1)
    mixed = []  # all others are "a","b","c" without a quotation mark in a value
    for line in lines:
        inner = line[1:-1]
        if not (
            line[:1] == line[-1:] == b'"'
            and len(line) > 1
            and inner.count(b'"') == between
            and inner.count(b'","') == width - 1
        ):
            mixed.append(line.decode())
    csv.field_size_limit(MAX_VALUE)
    try:
        widths = [len(row) for row in csv.reader(mixed, strict=True, skipinitialspace=True)]
    except csv.Error:
        return False
    return widths == [width] * len(mixed)


def _is_utf_8(block: bytes) -> bool:
    if block.isascii():
        return True
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def unreadable(path: Path) -> UserError:
    """The error of a file that is damaged, not what its ending says, or not ours to read."""
    kinds = {
        ".parquet": "Parquet",
        ".gz": "CSV compressed by gzip",
        ".jsonl": "JSONL, an object on each line",
    }
    kind = kinds.get(path.suffix.lower(), "CSV with one kind of line ending")
    return UserError(f"{path.name} cannot be read as {kind}; make the file anew.")


def _empty(path: Path) -> UserError:
    return UserError(f"{path.name} is an empty file; it needs at least a header.")


def _parquet_header(path: Path) -> list[tuple[str, str]]:
    """As `header`. DuckDB renames columns equal but for case, so the names come from the schema."""
    names, inside = [], 0
    with duckdb.connect() as connection:
        schema = connection.execute(
            f"select name, num_children from parquet_schema({literal(path)})"
        ).fetchall()
        for name, children in schema[1:]:  # the first row is the root; others may be nested
            if not inside:
                names.append(name)
            inside += (children or 0) - bool(inside)
        types = connection.execute(f"describe select * from {source(path, 0)}").fetchall()
    return [
        (name, _as_text(f'"{column[0].replace(chr(34), chr(34) * 2)}"', column[1]))
        for name, column in zip(_tidy(names), types, strict=True)
    ]


def _json_header(path: Path) -> list[tuple[str, str]]:
    """As `header`: the properties of all objects; an object or list inside one is its JSON text."""
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select distinct unnest(json_keys(json)) as name from {source(path, 0)} "
            "where json_type(json) = 'OBJECT' order by name"
        ).fetchall()
    names = [name for (name,) in found]
    return [
        (tidy, f"json_extract_string(json, {literal(f'$.{json.dumps(name)}')})")
        for tidy, name in zip(_tidy(names), names, strict=True)
    ]


def _check_json(path: Path) -> int:
    """The objects of a JSONL file. Errors: UserError when a line is none."""
    with duckdb.connect() as connection:
        counts = connection.execute(
            "select count(*), count(*) filter (where json_type(json) = 'OBJECT') "
            f"from {source(path, 0)}"
        ).fetchone()
    rows, objects = counts or (0, 0)
    if rows != objects:
        raise unreadable(path)
    return int(rows)


def _as_text(column: str, kind: str) -> str:
    """The SQL for a Parquet value as text: ISO times (UTC when they name an instant), no noise."""
    text = f"cast({column} as varchar)"
    if kind in ("DOUBLE", "FLOAT"):  # 15 digits are what a double holds; 46.0 is the number 46
        digits = f"format('{{:.15g}}', {column})" if kind == "DOUBLE" else text
        return (
            f"case when {column} = trunc({column}) and abs({column}) < 1e15 "
            f"then cast(try_cast({column} as bigint) as varchar) else {digits} end"
        )
    if kind.startswith("TIMESTAMP"):
        zone = " || ':00'" if "WITH TIME ZONE" in kind else ""
        return f"replace({text}, ' ', 'T'){zone}"
    return text


def _opened(path: Path) -> BinaryIO:
    is_packed = path.suffix.lower() == ".gz"
    return cast(BinaryIO, gzip.open(path) if is_packed else path.open("rb"))


def _bad_line(path: Path) -> int:
    """The number of the first line that is not UTF-8."""
    with _opened(path) as stream:
        numbered = enumerate(stream, 1)
        return next(n for n, line in numbered if line.decode(errors="ignore").encode() != line)


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"


def _is_json(path: Path) -> bool:
    return path.name.lower().endswith(JSON_LINES)


def _tidy(names: list[str]) -> list[str]:
    return [" ".join(name.split()).lower() for name in names]


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
