"""corrections.csv beside an article: what a person set right in how it is read, checked row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from dateline.article import Correction, ReadError
from dateline.calendar.values import span  # calendar arithmetic, which imports nothing of ours
from dateline.readers.files import CORRECTIONS, Misfit, meant, plain_path
from dateline.readers.tables import read_table, table_bytes
from dateline.segments.roles import ROLES

COLUMNS = list(Correction._fields)
PATH = "path"  # the column that says whose a row is, where a folder holds several articles
LONGEST_VALUE = 200  # characters

_OFFSET = re.compile(r"\d{1,9}", re.ASCII)
_CLOCK = re.compile(
    r"[^T]+(?:T(?:(?:[01]\d|2[0-4])(?::[0-5]\d){0,2}(?:Z|[+-]\d\d(?::?\d\d)?)?|MO|MI|AF|EV|NI|DT))?", re.ASCII
)
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_LENGTH = re.compile(rf"P(?=.)(?:{_AMOUNT}(?:Y|Q|M|WE?|DE?|CE))*(?:T(?:{_AMOUNT}[HMS])+)?", re.ASCII)
_REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")


def _is_timex_value(value: str) -> bool:
    """Whether a value is one of TIMEX3: a date or time that the calendar has, a length, or a reference."""
    dated = value.isascii() and _CLOCK.fullmatch(value) is not None and span(value) is not None
    return dated or _LENGTH.fullmatch(value) is not None or value in _REFERENCES


# field -> what its value must be, and how that is said to who wrote another
FIELDS: dict[str, tuple[Callable[[str], bool], str]] = {
    "speaker": (str.isprintable, "no name of a speaker"),
    "date": (_is_timex_value, "no TIMEX3 value such as 2018-08-04, 2018-08, 2017-FA or P3D"),
    "entity": (str.isprintable, "no name"),
    "role": (ROLES.__contains__, f"none of {', '.join(ROLES)}"),
}


def corrections_of(file: Path, several: Callable[[], bool], endings: Collection[str]) -> tuple[Correction, ...]:
    """The corrections of one article, in the order of the text; none without a table beside it. Raises ReadError where
    the table, or one of its rows, is not what it must be, with file and row (the first is the header).

    Arguments:
        several: whether its folder holds more than one article; asked only where a row does not say whose it is.
        endings: of the files that are articles; a row may leave its own out.
    """
    table = file.parent / CORRECTIONS
    found: dict[tuple[int, int, str], tuple[int, Correction]] = {}
    for number, row in _rows(table) if table.is_file() else ():
        try:
            correction = _correction(row)
            if not _is_mine(row.get(PATH, ""), file, several, endings):
                continue
            at, _ = found.setdefault(correction[:3], (number, correction))
            if at != number:
                raise ValueError(f"sets the same {correction.field} as row {at}; keep one")
        except ValueError as error:
            raise ReadError(f"{table}, row {number}: {error}") from None
    return tuple(sorted(correction for _, correction in found.values()))


def _rows(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that hold anything, with their numbers. Raises ReadError where its first line names other columns."""
    found = read_table(table, table_bytes(table), (*COLUMNS, PATH))
    if (found.rows or found.columns or found.odd) and (found.odd or not set(COLUMNS) <= set(found.columns)):
        hint = "".join(f"; {odd}" for odd in found.odd)
        raise ReadError(
            f"{table}, row {found.header}: has other columns; its first line must be {','.join(COLUMNS)}, "
            f"with {PATH} behind them where a folder has several articles{hint}"
        )
    for number, cells in found.rows:
        yield number, {column: " ".join(cell.split()) for column, cell in cells.items()}


def _correction(row: dict[str, str]) -> Correction:
    start, end, field, value = (row[name] for name in COLUMNS[:4])
    if not (_OFFSET.fullmatch(start) and _OFFSET.fullmatch(end) and int(start) < int(end)):
        said = f"start {start[:20]!r} and end {end[:20]!r}"
        raise ValueError(f"{said} are no two numbers of characters, the first smaller")
    if field not in FIELDS:
        raise ValueError(f"field {field[:20]!r} is none of {', '.join(FIELDS)}")
    fits, else_said = FIELDS[field]
    if not value or len(value) > LONGEST_VALUE or not fits(value):
        raise ValueError(f"value {value[:40]!r} is {else_said if value else 'empty'}")
    return Correction(int(start), int(end), field, value, row["who"], row["why"])


def _is_mine(path: str, file: Path, several: Callable[[], bool], endings: Collection[str]) -> bool:
    if not path:
        if several():
            raise ValueError(f"the folder has several articles; name the one that is meant in a column {PATH}")
        return True
    try:
        named = meant(file.parent, plain_path(file.parent, path), (), endings)
    except Misfit as why:
        raise ValueError(f"{PATH} {path[:80]!r}: {why}") from None
    return named.name == file.name and (named == file or named.samefile(file))
