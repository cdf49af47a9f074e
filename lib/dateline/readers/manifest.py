"""articles.csv beside articles: the date, title, source and note that their texts do not have."""

from __future__ import annotations

import csv
import io
import posixpath
from pathlib import Path

from dateline.article import ReadError, parse_published

MANIFEST = "articles.csv"
FIELDS = ("published", "title", "source", "note")
_DELIMITERS = ",;\t"  # spreadsheets write semicolons where the comma is the decimal mark


def manifest_rows(folder: Path) -> dict[str, dict[str, str]]:
    """The rows of a folder's articles.csv by path, with the fields that describe an article; {} without the file.

    Raises:
        ReadError: where the file is no table with a column `path`, or says two things of one article.
    """
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    found: dict[str, dict[str, str]] = {}
    for row in _rows(file):
        path = posixpath.normpath(row["path"].replace("\\", "/")) if row["path"] else ""
        fields = {field: row.get(field, "") for field in FIELDS}
        if found.setdefault(path, fields) != fields:
            raise ReadError(f"{file}: two rows say different things of {path}; keep one")
    found.pop("", None)
    return found


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ReadError(f"{file}: is no UTF-8 text; save it again as CSV UTF-8") from None
    text = text.lstrip("\r\n ")
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [[cell.strip() for cell in row] for row in table]
    except csv.Error as error:
        raise ReadError(f"{file}: is no CSV ({error}); mend its quotation marks") from None
    names = [name.lower() for name in rows[0]] if rows else []
    if rows and "path" not in names:
        raise ReadError(f"{file}: has no column named path; its first line must be path,{','.join(FIELDS)}")
    return [dict(zip(names, row, strict=False)) | {"path": row[names.index("path")]} for row in rows[1:] if any(row)]


def described(file: Path) -> dict[str, str]:
    """What articles.csv says of an article, by field: the one beside it, or one in the folder above that names it.

    Raises:
        ReadError: the table beside it is none, or its date is none.
    """
    fields = manifest_rows(file.parent).get(file.name)
    above = file.parent.parent
    if fields is None:
        try:
            fields = manifest_rows(above).get(f"{file.parent.name}/{file.name}")
        except ReadError:  # a table of something else
            return {}
    given = {field: value for field, value in (fields or {}).items() if value}
    try:
        parse_published(given.get("published"))
    except ReadError as error:
        raise ReadError(f"{file}: in {MANIFEST}, {error}") from None
    return given
