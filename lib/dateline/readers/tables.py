"""A CSV table beside articles, as people and spreadsheets write it: its rows by column, with their numbers."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.article import ReadError
from dateline.readers.text import decoded

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}  # semicolons where the comma is the decimal mark
_SAYS_DELIMITER = re.compile(r'"?sep=([,;|:\t])"?[^\S\r\n]*(?:\r\n|\r|\n|$)', re.IGNORECASE)  # Excel's own first line
# What `exports.formula_safe` puts before such a cell, and a spreadsheet saves with it.
_GUARD = re.compile(rf"'(?=[{re.escape(''.join(FORMULA_STARTS))}].)", re.DOTALL)


class Row(NamedTuple):
    """One line of a table: its number as a spreadsheet shows it, and its cells by column; those that lack are ""."""

    number: int
    cells: dict[str, str]


class Table(NamedTuple):
    """The columns that are understood, what is to be said of the others, and the rows that hold anything."""

    columns: tuple[str, ...]
    odd: tuple[str, ...]
    rows: tuple[Row, ...]
    header: int = 1  # the number of its first line


def table_bytes(file: Path) -> bytes:
    """The bytes of a table.

    Raises:
        ReadError: it cannot be opened.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file}: cannot be opened ({error.strerror}); check its permissions") from None


@lru_cache(maxsize=16)  # each article of a folder asks for the same table
def read_table(file: Path, data: bytes, columns: tuple[str, ...], more: tuple[str, ...] = ()) -> Table:
    """The rows of a CSV file in any common encoding, with commas, semicolons or tabs.

    Arguments:
        file: the table, as errors name it.
        data: what is in it; its first line names its columns.
        columns: those that are understood.
        more: others that may be there.

    Raises:
        ReadError: it is no CSV, or one of its rows has more cells than its first line.
    """
    try:
        text = decoded(data).removeprefix("\ufeff")
    except ReadError:
        raise ReadError(f"{file}: is no text; save it again as CSV UTF-8") from None
    said = _SAYS_DELIMITER.match(text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(text.lstrip("\r\n "), columns)
    lines = _lines(file, text, delimiter)
    header, names = next(lines, (1, []))
    names = [name.lower() for name in names]
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise ReadError(f"{file}, row {header}: two columns are called {twice}; keep one")
    rows = []
    for number, cells in lines:
        if names and len(cells) > len(names):
            what = f"has {len(cells)} cells, the first line {len(names)}"
            comma = _DELIMITERS.get(delimiter, delimiter)
            raise ReadError(f'{file}, row {number}: {what}; a {comma} in a text wants "..." round the text')
        filled = cells + [""] * (len(names) - len(cells))
        rows.append(Row(number, dict(zip(names, filled, strict=bool(names)))))
    known = {*columns, *more}
    odd = tuple(_odd(name, names, columns) for name in names if name not in known and _has_any(name, rows))
    return Table(tuple(name for name in names if name in known), odd, tuple(rows), header)


def _lines(file: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The first line that is not empty and those that hold anything, with their numbers and without empty cells
    behind the last."""
    number, is_first = 0, True
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != "\t", strict=True)
    try:
        for number, line in enumerate(reader, start=1):
            cells = [_GUARD.sub("", cell.strip(" \n"), count=1).strip() for cell in line]
            while cells and not cells[-1]:
                cells.pop()
            if cells or (is_first and len(line) > 1):
                yield number, cells
                is_first = False
    except csv.Error as error:
        raise ReadError(f"{file}, row {number + 1}: is no CSV ({error}); mend its quotation marks") from None


def _delimiter(text: str, columns: Sequence[str]) -> str:
    """The one that parts the first line into the most columns that are understood. (csv.Sniffer, which looks at all
    lines, is led astray by the commas of titles.)"""
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]

    def known(delimiter: str) -> tuple[int, int]:
        names = {name.strip(' "').lower() for name in header.split(delimiter)}
        return len(names & set(columns)), header.count(delimiter)

    return max(_DELIMITERS, key=known)


def _has_any(name: str, rows: Sequence[Row]) -> bool:
    return bool(name) or any(row.cells[""] for row in rows)


def _odd(name: str, names: Sequence[str], columns: Sequence[str]) -> str:
    meant = difflib.get_close_matches(name, [column for column in columns if column not in names], n=1)
    rest = f"{meant[0]!r} is probably meant" if meant else f"the columns are {', '.join(columns)}"
    return f"column {name[:40]!r} is not understood and left out; {rest}"
