"""The text of the state's extract: UTF-8, or as a whole Windows-1252; else a sentence."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from statefiles.common import UserError
from statefiles.ledger.store import Ledger


def lines_shown(numbers: list[int]) -> str:
    """The first of some line numbers, and how many there are besides."""
    more = f" and {len(numbers) - 5:,} more" if len(numbers) > 5 else ""
    return ", ".join(f"{number:,}" for number in numbers[:5]) + more


def text_of(path: Path) -> tuple[bytes | None, str]:
    """An extract that is not UTF-8 as UTF-8, and what is said of it; nothing for one that is.

    Errors: UserError with the lines when the file is text of neither kind, or of both.
    """
    wrong, is_utf8 = [], False
    content = path.read_bytes()
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            is_utf8 = True
        except UnicodeDecodeError:
            wrong.append(number)
    if not wrong:
        return None, ""
    if is_utf8:
        raise UserError(
            f"{path.name} is UTF-8, but lines {lines_shown(wrong)} hold bytes that are not: get "
            "the extract again, or correct these lines."
        )
    try:
        text = content.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError:
        raise UserError(
            f"{path.name} is neither UTF-8 nor Windows-1252 in some of the lines "
            f"{lines_shown(wrong)}: get the extract again, or correct these lines."
        ) from None
    return text, f"Lines {lines_shown(wrong)} are not UTF-8: {path.name} was read as Windows-1252."


@contextmanager
def readable(ledger: Ledger, path: Path) -> Iterator[tuple[Path, str]]:
    """The extract in a file that is UTF-8, and what is said of it. A copy lies in the folder of the
    database's spill, which is private and cleared by the next run.
    """
    text, remark = text_of(path)
    if text is None:
        yield path, remark
        return
    (place,) = ledger.run("select current_setting('temp_directory')").fetchone()
    folder = Path(place)
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        with tempfile.NamedTemporaryFile(suffix=".txt", dir=folder) as copy:
            copy.write(text)
            copy.flush()
            yield Path(copy.name), remark
    finally:
        with suppress(OSError):  # the database may be using it
            folder.rmdir()
