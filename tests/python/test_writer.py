"""The formatter: bytes by layout, nothing that shifts a column, a whole file or none."""

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from statefiles import writer
from statefiles.common import UserError

FACTS = {
    "record_key": "id", "order_by": "id", "has_header": "false", "line_end": "crlf",
    "encoding": "utf-8",
}  # fmt: skip


def column(name: str, width: int = 6, fill: str = "blanks_right", quote: str = "needed"):
    return writer.Column(name, width, fill, name.upper(), quote)


def export(*columns: writer.Column, **facts: str) -> writer.Export:
    return writer.Export("demo", FACTS | facts, "demo", columns)


def written(tmp_path: Path, rows: list[tuple], file_format: str, made: writer.Export) -> bytes:
    con = duckdb.connect()
    names = ", ".join(f"{c.name} varchar" for c in made.columns)
    con.execute(f"create or replace table demo ({names})")
    if rows:
        con.executemany(f"insert into demo values ({', '.join('?' * len(made.columns))})", rows)
    path = tmp_path / f"demo.{writer.ENDINGS[file_format]}"
    result = writer.write(con, made, file_format, path)
    content = path.read_bytes()
    assert result.bytes == len(content)
    assert result.rows == len(rows)
    return content


TWO = (column("id"), column("name"))


def test_every_position_is_present_and_blanks_are_nothing(tmp_path):
    made = export(column("id"), column("a"), column("b"))
    assert written(tmp_path, [("1", None, None)], "caret", made) == b"1^^\r\n"


def test_tab_is_caret_with_another_delimiter(tmp_path):
    rows = [("2", "b"), ("1", "a")]
    caret = written(tmp_path, rows, "caret", export(*TWO))
    tab = written(tmp_path, rows, "tab", export(*TWO))
    assert tab == caret.replace(b"^", b"\t") == b"1\ta\r\n2\tb\r\n"


def test_rows_are_in_byte_order_with_blanks_first(tmp_path):
    rows = [("b", None), ("B", None), ("é", None), (None, "x"), ("a", None)]
    content = written(tmp_path, rows, "caret", export(*TWO))
    assert content.decode().split("\r\n")[:5] == ["^x", "B^", "a^", "b^", "é^"]


def test_number_columns_are_ordered_as_numbers(tmp_path):
    made = export(*TWO, order_by="id:number")
    assert written(tmp_path, [("13", ""), ("5", "")], "caret", made) == b"5^\r\n13^\r\n"


@pytest.mark.parametrize(
    ("value", "cell"),
    [("plain", "plain"), ("a,b", '"a,b"'), ('say "hi"', '"say ""hi"""'), ("a^b", "a^b")],
)
def test_csv_quotes_only_what_needs_it(tmp_path, value, cell):
    assert written(tmp_path, [("1", value)], "csv", export(*TWO)).decode() == f"1,{cell}\r\n"


def test_csv_quotes_by_the_layout_of_the_column(tmp_path):
    made = export(column("id", quote="always"), column("name", quote="never"), has_header="true")
    assert written(tmp_path, [("1", None)], "csv", made) == b'"ID","NAME"\r\n"1",\r\n'


def test_fixed_width_fills_each_field_its_way(tmp_path):
    made = export(
        column("id", 3, "zeros_left"), column("a", 6, "blanks_left"), column("b", 4),
        has_header="true",
    )  # fmt: skip
    content = written(tmp_path, [("7", "46.0", "x"), ("*", "*", None)], "fixed", made)
    assert content == b"  *     *    \r\n007  46.0x   \r\n"


def test_case_099__fixed_width_mean_and_count(tmp_path):
    made = export(column("tested", 7, "blanks_left"), column("mean", 6, "blanks_left"),
                  order_by="tested", record_key="tested")  # fmt: skip
    assert written(tmp_path, [("11", "46.0")], "fixed", made) == b"     11  46.0\r\n"


def test_a_value_too_wide_for_fixed_width_is_refused_by_key_and_field(tmp_path):
    with pytest.raises(UserError, match="record 1 has a value in name") as error:
        written(tmp_path, [("1", "Bartholomew")], "fixed", export(*TWO))
    assert "Bartholomew" not in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_a_layout_without_widths_is_refused_in_fixed_width(tmp_path):
    made = export(column("id", 0), column("name", 0), layout_version="2024", file_code="DEMO")
    with pytest.raises(UserError, match="the layout 2024 of DEMO tells no fixed-width positions"):
        written(tmp_path, [("1", "a")], "fixed", made)
    assert list(tmp_path.iterdir()) == []
    assert written(tmp_path, [("1", "a")], "caret", made) == b"1^a\r\n"


def test_a_character_outside_the_encoding_is_refused_and_the_old_file_stays(tmp_path):
    made = export(*TWO, encoding="windows-1252")
    old = written(tmp_path, [("1", "José")], "caret", made)
    assert old == b"1^Jos\xe9\r\n"
    with pytest.raises(UserError, match="windows-1252 cannot carry"):
        written(tmp_path, [("1", "Ağ")], "caret", made)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [old]


def test_an_export_without_rows_is_a_header_or_nothing(tmp_path):
    assert written(tmp_path, [], "csv", export(*TWO, has_header="true")) == b"ID,NAME\r\n"
    assert written(tmp_path, [], "caret", export(*TWO)) == b""


def test_files_are_readable_by_the_owner_alone(tmp_path):
    os.umask(0)
    try:
        written(tmp_path, [("1", "a")], "caret", export(*TWO))
    finally:
        os.umask(0o077)
    assert stat.S_IMODE((tmp_path / "demo.txt").stat().st_mode) == 0o600


def test_many_rows_arrive_whole_and_in_order(tmp_path):
    count = 2 * writer.ROWS_AT_ONCE + 7
    con = duckdb.connect()
    con.execute(
        f"create table demo as select printf('%06d', {count} - 1 - range) as id, "
        f"null::varchar as name from range({count})"
    )
    writer.write(con, export(*TWO), "caret", tmp_path / "demo.txt")
    lines = (tmp_path / "demo.txt").read_text().splitlines()
    assert lines == [f"{number:06d}^" for number in range(count)]


def test_a_killed_run_leaves_the_old_file(tmp_path):
    old = written(tmp_path, [("1", "old")], "caret", export(*TWO))
    script = textwrap.dedent(
        f"""
        import os, sys
        import duckdb
        from statefiles import common, writer
        from pathlib import Path
        made = writer.Export("demo", {FACTS!r}, "demo", (writer.Column("id", 6, "blanks_right",
            "ID", "needed"), writer.Column("name", 6, "blanks_right", "NAME", "needed")))
        con = duckdb.connect()
        con.execute("create table demo as select range::varchar as id, 'new' as name "
                    "from range(100000)")
        common.os.replace = lambda *_: os.kill(os.getpid(), 9)
        writer.write(con, made, "caret", Path({str(tmp_path / "demo.txt")!r}))
        """
    )
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == -9
    assert (tmp_path / "demo.txt").read_bytes() == old
    assert written(tmp_path, [("1", "new")], "caret", export(*TWO)) == b"1^new\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["demo.txt"]


def test_the_sort_of_a_long_file_may_use_so_much_memory_and_no_more(tmp_path):
    con = duckdb.connect(str(tmp_path / "demo.duckdb"))
    con.execute("create table demo as select 'one' as id")
    writer.write(con, export(column("id")), "caret", tmp_path / "demo.txt")
    settings = "select current_setting('memory_limit'), current_setting('threads')"
    assert con.execute(settings).fetchone() == ("488.2 MiB", 2)
