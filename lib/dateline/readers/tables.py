"""A CSV table beside articles, as people and spreadsheets write it: its rows by column, with their numbers."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from dateline.article import ReadError
from dateline.readers.text import decoded

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula
# Semicolons stand where the comma is the decimal mark.
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", ":": "colon"}
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
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file}: cannot be opened ({error.strerror}); check its permissions") from None


@lru_cache(maxsize=16)  # each article of a folder asks for the same table
def read_table(file: Path, data: bytes, columns: tuple[str, ...], more: tuple[str, ...] = ()) -> Table:
    """The rows of a CSV file in any common encoding, with commas, semicolons or tabs. `columns` are those that are
    understood; `more` may be there. Raises ReadError, which names the file."""
    try:
        text = decoded(data)
    except ReadError:
        raise ReadError(f"{file}: is no text; save it again as CSV UTF-8") from None
    try:
        (header, names), *lines = [*lines_of(text, columns)] or [(1, [])]
    except ReadError as error:
        raise ReadError(f"{file}, {error}") from None
    names = [name.lower() for name in names]
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise ReadError(f"{file}, row {header}: two columns are called {twice}; keep one")
    rows = tuple(Row(number, dict(zip_longest(names, cells, fillvalue=""))) for number, cells in lines)
    known = {*columns, *more}
    odd = []
    for name in names:
        if name not in known and (name or any(cells[""] for _, cells in rows)):
            meant = difflib.get_close_matches(name, [column for column in columns if column not in names], n=1)
            rest = f"{meant[0]!r} is probably meant" if meant else f"the columns are {', '.join(columns)}"
            odd.append(f"column {name[:40]!r} is not understood and left out; {rest}")
    return Table(tuple(name for name in names if name in known), tuple(odd), rows, header)


def lines_of(text: str, columns: Collection[str], strict: bool = True) -> Iterator[tuple[int, list[str]]]:
    """The first line of a CSV that is not empty and those that hold anything, with their numbers and without empty
    cells behind the last. The delimiter is the one that parts the first line into most of the columns that are known.
    (csv.Sniffer, which looks at all lines, is led astray by the commas of titles.) Raises ReadError where it is no CSV,
    if strict also for a quotation mark out of place, or where a row has more cells than the first line."""
    text = text.removeprefix("\ufeff")
    if said := _SAYS_DELIMITER.match(text):
        text = text[said.end() :]
    first = re.split(r"[\r\n]", text.lstrip("\r\n ")[:100_000], maxsplit=1)[0]

    def parted(mark: str) -> tuple[int, int]:
        return len({column_name(name) for name in first.split(mark)} & set(columns)), first.count(mark)

    delimiter = said[1] if said else max(",;\t|", key=parted)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != "\t", strict=strict)
    number = width = 0
    try:
        for number, line in enumerate(reader, start=1):
            cells = [_GUARD.sub("", cell.strip(" \n"), count=1).strip() for cell in line]
            while cells and not cells[-1]:
                cells.pop()
            if width and len(cells) > width:
                what = f"has {len(cells)} cells, the first line {width}; a {_DELIMITERS[delimiter]}"
                raise ReadError(f'row {number}: {what} in a text wants "..." round the text')
            if cells or (not width and len(line) > 1):
                width = width or len(cells)
                yield number, cells
    except csv.Error as error:
        raise ReadError(f"row {number + 1}: is no CSV ({error}); mend its quotation marks") from None


def column_name(cell: str) -> str:
    """The name of a column however it is spaced and written."""
    return re.sub(r"[\s.-]+", "_", cell.strip(' "').lower())
