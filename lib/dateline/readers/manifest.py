"""articles.csv beside articles: the date, title, source and note that their texts do not have."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.article import ReadError, parse_published
from dateline.readers.files import MANIFEST, Misfit, key_of, meant, plain_path
from dateline.readers.tables import Table, read_table, table_bytes

FIELDS = ("published", "title", "source", "note")
MORE = ("byline", "section", "url")  # as `dateline articles` writes them
_SAID = ("word_count", "found_in", "odd")  # the same, for a person alone
PATH = "path"
COLUMNS = (PATH, *FIELDS)
_UP = 3  # folders from an article upwards whose articles.csv may name it

Fields = dict[str, str]


class OtherTable(ReadError):
    """An articles.csv that is a table of something else."""


class _Row(NamedTuple):
    number: int
    path: str
    fields: Fields


# Rows by path, and by what is left of a path where case, accents and ending may differ.
_Rows = tuple[dict[str, _Row], dict[str, list[_Row]]]


def manifest_rows(folder: Path) -> dict[str, Fields]:
    """The rows of a folder's articles.csv by path, with the fields that describe an article; {} without the file.
    Raises ReadError where it is no table with a column `path`, or says two things of one article."""
    return {path: row.fields for path, row in _rows(folder)[0].items()}


def manifest_notes(folder: Path) -> list[str]:
    """What is to be said of the columns of a folder's articles.csv that are not understood, a line each."""
    file = folder / MANIFEST
    return [f"{file}: {odd}" for odd in _table(file, table_bytes(file)).odd] if file.is_file() else []


def listed(folder: Path, endings: Collection[str]) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files that the rows of a folder's articles.csv name, in its order, and (path, reason) for the rows that fit
    none. Endings are those of articles; a row may leave its own out."""
    found: list[Path] = []
    misfits: list[tuple[str, str]] = []
    rows = _rows(folder)[0]
    for row in rows.values():
        try:
            found.append(meant(folder, row.path, rows, endings))
        except (Misfit, OSError) as why:
            misfits.append((str(folder / row.path), f"{folder / MANIFEST}, row {row.number}: {row.path}: {why}"))
    return list(dict.fromkeys(found)), misfits


def unlisted(file: Path, endings: Collection[str]) -> list[str]:
    """That the articles.csv beside an article does not name it, as a line."""
    rows = manifest_rows(file.parent) if file.is_file() else {}
    is_named = any(path.startswith(f"{file.name}#") for path in rows) or _row_of(file, file.parent, endings)
    return [f"{file.parent / MANIFEST}: has no row for {file.name}"] if rows and not is_named else []


def described(file: Path, endings: Collection[str]) -> Fields:
    """What articles.csv says of an article, by field: the one beside it, or one in the two folders above that names it.
    Raises ReadError where the table beside it is none, or its date is none."""
    file = file.resolve() if ".." in file.parts else file
    for folder in list(file.parents)[:_UP]:
        try:
            row = _row_of(file, folder, endings)
        except OtherTable:
            if folder == file.parent:
                raise
            continue
        if row is None:
            continue
        try:
            parse_published(row.fields["published"])
        except ReadError as error:
            raise ReadError(f"{file}: in {MANIFEST}, {error}") from None
        return {field: value for field, value in row.fields.items() if value}
    return {}


def _row_of(file: Path, folder: Path, endings: Collection[str]) -> _Row | None:
    (by_path, by_key), name = _rows(folder), file.relative_to(folder).as_posix()
    if name in by_path:
        return by_path[name]
    keys = [key_of(name), *([key_of(name[: -len(file.suffix)])] if file.suffix.lower() in endings else [])]
    found = []
    for row in (row for key in keys for row in by_key.get(key, [])):
        with contextlib.suppress(Misfit, OSError):
            found += [row] if meant(folder, row.path, by_path, endings).samefile(file) else []
    if any(row.fields != found[0].fields for row in found):
        numbers = " and ".join(str(row.number) for row in found[:2])
        raise ReadError(f"{folder / MANIFEST}, rows {numbers}: say different things of {name}; keep one")
    return found[0] if found else None


def _rows(folder: Path) -> _Rows:
    file = folder / MANIFEST
    return _indexed(file, table_bytes(file), os.path.abspath(folder)) if file.is_file() else ({}, {})


def _table(file: Path, data: bytes) -> Table:
    return read_table(file, data, COLUMNS, (*MORE, *_SAID))


@lru_cache(maxsize=16)  # as the table itself
def _indexed(file: Path, data: bytes, folder: str) -> _Rows:
    table = _table(file, data)
    if (table.rows or table.odd) and PATH not in table.columns:
        hint = "".join(f"; {odd}" for odd in table.odd if "meant" in odd)
        raise OtherTable(f"{file}: has no column named {PATH}; its first line must be {','.join(COLUMNS)}{hint}")
    by_path: dict[str, _Row] = {}
    by_key: dict[str, list[_Row]] = {}
    for number, cells in table.rows:
        if not cells[PATH]:
            continue
        path = plain_path(folder, cells[PATH])
        row = _Row(number, path, {field: cells.get(field, "") for field in (*FIELDS, *MORE)})
        if by_path.setdefault(path, row).fields != row.fields:
            raise ReadError(f"{file}: two rows say different things of {path}; keep one")
        by_key.setdefault(key_of(path), []).append(row)
    return by_path, by_key
