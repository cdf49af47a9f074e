"""Tables beside articles: articles.csv, with what their texts do not have, and corrections.csv, with what a person set
right in how they are read. A row may write its file's name with other accents, cases, or without its ending."""

from __future__ import annotations

import contextlib
import os
import posixpath
import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from dateline.article import Correction, ReadError, parse_published
from dateline.calendar.values import span  # calendar arithmetic, which imports nothing of ours
from dateline.readers.files import CORRECTIONS, MANIFEST, NUMBERED
from dateline.readers.formats import ENDINGS
from dateline.readers.tables import read_table, table_bytes
from dateline.segments.roles import ROLES

PATH = "path"  # the column that says whose a row is
COLUMNS = (PATH, "published", "title", "source", "note")
_MORE = ("byline", "section", "url", "word_count", "found_in", "odd")  # as `dateline articles` writes them
_FIELDS = (*COLUMNS[1:], *_MORE[:3])  # the others are for a person alone
_UP = 3  # folders from an article upwards whose articles.csv may name it
_DRIVE = re.compile(r"[A-Za-z]:/")
Fields = dict[str, str]


class _OtherTable(ReadError):
    """An articles.csv that is a table of something else."""


class _Misfit(Exception):
    """A name that no file of the folder fits; says why."""


class _Row(NamedTuple):
    number: int
    path: str
    fields: Fields


def manifest_rows(folder: Path) -> dict[str, Fields]:
    """The rows of a folder's articles.csv by path, with the fields that describe an article; {} without the file.
    Raises ReadError where it is no table with a column `path`, or says two things of one article."""
    return {path: row.fields for path, row in _rows(folder)[0].items()}


def manifest_notes(folder: Path) -> list[str]:
    """What is to be said of the columns of a folder's articles.csv that are not understood, a line each."""
    file = folder / MANIFEST
    odd = read_table(file, table_bytes(file), COLUMNS, _MORE).odd if file.is_file() else ()
    return [f"{file}: {what}" for what in odd]


def listed(folder: Path, endings: Collection[str]) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files that the rows of a folder's articles.csv name, in its order, and (path, reason) for the rows that fit
    none. Endings are those of articles; a row may leave its own out."""
    found: list[Path] = []
    misfits: list[tuple[str, str]] = []
    rows = _rows(folder)[0]
    for row in rows.values():
        try:
            found.append(_meant(folder, row.path, rows, endings))
        except (_Misfit, OSError) as why:
            misfits.append((str(folder / row.path), f"{folder / MANIFEST}, row {row.number}: {row.path}: {why}"))
    return list(dict.fromkeys(found)), misfits


def unlisted(file: Path) -> list[str]:
    """That the articles.csv beside an article does not name it, as a line."""
    rows = manifest_rows(file.parent) if file.is_file() else {}
    is_named = any(path.startswith(f"{file.name}#") for path in rows) or _row_of(file, file.parent)
    return [f"{file.parent / MANIFEST}: has no row for {file.name}"] if rows and not is_named else []


def described(file: Path) -> Fields:
    """What articles.csv says of an article, by field: the one beside it, or one in the two folders above that names it.
    Raises ReadError where the table beside it is none, or its date is none."""
    file = file.resolve() if ".." in file.parts else file
    for folder in list(file.parents)[:_UP]:
        try:
            row = _row_of(file, folder)
        except _OtherTable:
            if folder == file.parent:
                raise
            continue
        if row is not None:
            try:
                parse_published(row.fields["published"])
            except ReadError as error:
                raise ReadError(f"{file}: in {MANIFEST}, {error}") from None
            return {field: value for field, value in row.fields.items() if value}
    return {}


def _row_of(file: Path, folder: Path) -> _Row | None:
    (by_path, by_key), name = _rows(folder), file.relative_to(folder).as_posix()
    if name in by_path:
        return by_path[name]
    found = []
    for row in (row for key in _keys(name, ENDINGS) for row in by_key.get(key, [])):
        with contextlib.suppress(_Misfit, OSError):
            found += [row] if _meant(folder, row.path, by_path, ENDINGS).samefile(file) else []
    if any(row.fields != found[0].fields for row in found):
        numbers = " and ".join(str(row.number) for row in found[:2])
        raise ReadError(f"{folder / MANIFEST}, rows {numbers}: say different things of {name}; keep one")
    return found[0] if found else None


def _rows(folder: Path) -> tuple[dict[str, _Row], dict[str, list[_Row]]]:
    """Rows by path, and by what is left of a path where case and accents may differ."""
    file = folder / MANIFEST
    return _indexed(file, table_bytes(file), os.path.abspath(folder)) if file.is_file() else ({}, {})


@lru_cache(maxsize=16)  # as the table itself
def _indexed(file: Path, data: bytes, folder: str) -> tuple[dict[str, _Row], dict[str, list[_Row]]]:
    table = read_table(file, data, COLUMNS, _MORE)
    if (table.rows or table.odd) and PATH not in table.columns:
        hint = "".join(f"; {odd}" for odd in table.odd if "meant" in odd)
        raise _OtherTable(f"{file}: has no column named {PATH}; its first line must be {','.join(COLUMNS)}{hint}")
    by_path: dict[str, _Row] = {}
    by_key: dict[str, list[_Row]] = {}
    for number, cells in table.rows:
        if cells[PATH]:
            path = _plain(folder, cells[PATH])
            row = _Row(number, path, {field: cells.get(field, "") for field in _FIELDS})
            if by_path.setdefault(path, row).fields != row.fields:
                raise ReadError(f"{file}: two rows say different things of {path}; keep one")
            by_key.setdefault(_key(path), []).append(row)
    return by_path, by_key


def _plain(folder: str | Path, path: str) -> str:
    """A path with slashes and without detours; from the folder on, if it is absolute and leads there."""
    plain = PurePosixPath(posixpath.normpath(path.replace("\\", "/")))
    root = os.path.abspath(folder)
    return str(plain.relative_to(root) if plain.is_relative_to(root) else plain)


def _meant(folder: Path, path: str, taken: Collection[str], endings: Collection[str]) -> Path:
    """The file that a row means: of that name, or the only one whose name differs in little. Raises _Misfit where
    there is none, there are several, or it lies elsewhere: a list from somebody else is not to read what is none of
    its business."""
    if path.startswith(("../", "/")) or path == ".." or _DRIVE.match(path):
        raise _Misfit("lies outside the folder of this list; name it on the command line")
    if (folder / path).exists():
        return folder / path
    if numbered := NUMBERED.fullmatch(path):
        file = _meant(folder, numbered[1], (), endings)
        return file.with_name(f"{file.name}#{numbered[2]}")
    inside = {f.relative_to(folder).as_posix(): f for f in folder.glob("*" + "/*" * min(path.count("/"), 20))}
    names = [n for n, f in inside.items() if _key(path) in _keys(n, endings) and n not in taken and not f.is_dir()]
    if len(names) > 1:
        raise _Misfit(f"fits several files ({', '.join(sorted(names))}); write the whole name")
    if not names:
        raise _Misfit("no such file beside it; mend the row")
    return inside[names[0]]


def _keys(name: str, endings: Collection[str]) -> list[str]:
    """What is left of a name, with its ending and without that of an article."""
    bare, ending = os.path.splitext(name)
    return [_key(name), *([_key(bare)] if ending.lower() in endings else [])]


def _key(path: str) -> str:
    """What two names have in common that differ in case or in how their accents are put together."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


# -- corrections.csv -------------------------------------------------------------------------------------------------

_OFFSET = re.compile(r"\d{1,9}", re.ASCII)
_CLOCK = re.compile(
    r"[^T]+(?:T(?:(?:[01]\d|2[0-4])(?::[0-5]\d){0,2}(?:Z|[+-]\d\d(?::?\d\d)?)?|MO|MI|AF|EV|NI|DT))?", re.ASCII
)
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_LENGTH = re.compile(rf"P(?=.)(?:{_AMOUNT}(?:Y|Q|M|WE?|DE?|CE))*(?:T(?:{_AMOUNT}[HMS])+)?", re.ASCII)
_REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
_LONGEST_VALUE = 200  # characters


def _is_timex_value(value: str) -> bool:
    """Whether a value is one of TIMEX3: a date or time that the calendar has, a length, or a reference."""
    dated = value.isascii() and _CLOCK.fullmatch(value) is not None and span(value) is not None
    return dated or _LENGTH.fullmatch(value) is not None or value in _REFERENCES


# field -> what its value must be, and how that is said to who wrote another
_VALUES: dict[str, tuple[Callable[[str], bool], str]] = {
    "speaker": (str.isprintable, "no name of a speaker"),
    "date": (_is_timex_value, "no TIMEX3 value such as 2018-08-04, 2018-08, 2017-FA or P3D"),
    "entity": (str.isprintable, "no name"),
    "role": (ROLES.__contains__, f"none of {', '.join(ROLES)}"),
}


def corrections_of(file: Path, several: Callable[[], bool]) -> tuple[Correction, ...]:
    """The corrections of one article, in the order of the text; none without a table beside it. Raises ReadError where
    the table, or one of its rows, is not what it must be, with file and row (the first is the header). Whether its
    folder holds several articles is asked only where a row does not say whose it is."""
    if not (table := file.parent / CORRECTIONS).is_file():
        return ()
    found: dict[tuple[int, int, str], tuple[int, Correction]] = {}
    columns, rows = Correction._fields, read_table(table, table_bytes(table), (*Correction._fields, PATH))
    if (rows.rows or rows.columns or rows.odd) and (rows.odd or not set(columns) <= set(rows.columns)):
        raise ReadError(
            f"{table}, row {rows.header}: has other columns; its first line must be {','.join(columns)}, "
            f"with {PATH} behind them where a folder has several articles{''.join(f'; {odd}' for odd in rows.odd)}"
        )
    for number, cells in rows.rows:
        row = {column: " ".join(cell.split()) for column, cell in cells.items()}
        path = row.get(PATH, "")
        try:
            correction = correction_of(row)
            if not path and several():
                raise ValueError(f"the folder has several articles; name the one that is meant in a column {PATH}")
            named = _meant(file.parent, _plain(file.parent, path), (), ENDINGS) if path else file
            if named.name == file.name and (named == file or named.samefile(file)):
                at, _ = found.setdefault(correction[:3], (number, correction))
                if at != number:
                    raise ValueError(f"sets the same {correction.field} as row {at}; keep one")
        except _Misfit as why:
            raise ReadError(f"{table}, row {number}: {PATH} {path[:80]!r}: {why}") from None
        except ValueError as error:
            raise ReadError(f"{table}, row {number}: {error}") from None
    return tuple(sorted(correction for _, correction in found.values()))


def correction_of(row: Fields) -> Correction:
    start, end, field, value, who, why = (row[name] for name in Correction._fields)
    if not (_OFFSET.fullmatch(start) and _OFFSET.fullmatch(end) and int(start) < int(end)):
        said = f"start {start[:20]!r} and end {end[:20]!r}"
        raise ValueError(f"{said} are no two numbers of characters, the first smaller")
    if field not in _VALUES:
        raise ValueError(f"field {field[:20]!r} is none of {', '.join(_VALUES)}")
    fits, else_said = _VALUES[field]
    if not value or len(value) > _LONGEST_VALUE or not fits(value):
        raise ValueError(f"value {value[:40]!r} is {else_said if value else 'empty'}")
    return Correction(int(start), int(end), field, value, who, why)
