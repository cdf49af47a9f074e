"""Tables with an article in each row: CSV, TSV, XLSX, JSON lines, Parquet; columns by their usual names."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain, islice
from statistics import fmean
from typing import Any, BinaryIO

from dateline.article import Article, ReadError
from dateline.readers.authors import names_in
from dateline.readers.limits import LIMITS, Part, opened_zip, whole
from dateline.readers.page import body_of
from dateline.readers.tables import column_name, lines_of
from dateline.readers.text import article_of, decoded, titled, with_characters, with_newlines
from dateline.readers.written_dates import stamp

# field -> the names that people give its column; the first of those that are there is taken.
COLUMNS = {
    "text": "text body content article articlebody article_body full_text fulltext story maintext main_text body_text "
    "article_text news_text volltext artikel inhalt",
    "title": "title headline head heading titel überschrift",
    "published": "published date publication_date published_at date_published datepublished publish_date pub_date "
    "pubdate published_date publishedat date_publish datetime time timestamp day datum",
    "source": "source outlet publication publisher newspaper medium media source_name sourcename site domain "
    "quelle zeitung",
    "byline": "byline author authors creator autor",
    "url": "url link address web_url source_url",
    "section": "section category topic desk rubrik ressort",
}
NAMES = {name: field for field, names in COLUMNS.items() for name in names.split()}
_LONG = 200  # characters that a cell of text has at least, on the whole
_LONGEST_NAME = 80  # characters
_SAMPLE = 30  # rows that tell what the columns are
_MARKED = re.compile(r"</?(?:p|br|div|b|i|a|strong|em)\b[^>]*>")
Row = Sequence[Any]


def delimited(stream: BinaryIO) -> Iterator[Part]:
    """The rows of a CSV or TSV."""
    csv.field_size_limit(LIMITS["article"])
    lines = lines_of(decoded(whole(stream, LIMITS["table"])), NAMES, strict=False)
    yield from _rows(cells for _, cells in lines)


def workbook(stream: BinaryIO) -> Iterator[Part]:
    """The rows of the first sheet of an .xlsx that has any."""
    import openpyxl

    if any(info.file_size > LIMITS["table"] for info in opened_zip(stream).infolist()):
        raise ReadError("unpacks to more than is read of a workbook; split it")
    stream.seek(0)
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheets = (sheet for sheet in book.worksheets if sheet.max_row != 0)
        yield from _rows(row for sheet in islice(sheets, 1) for row in sheet.iter_rows(max_col=200, values_only=True))
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(f"is a broken workbook ({type(error).__name__}); save it as CSV UTF-8") from None


def json_lines(stream: BinaryIO) -> Iterator[Part]:
    """The objects of a file with one a line, or with a list of them."""
    is_list = stream.read(1024).lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"[")
    stream.seek(0)
    lines = enumerate(iter(partial(stream.readline, LIMITS["article"]), b""), start=1)
    each = (_json(line, f"line {number}") for number, line in lines if line.strip())
    rows = (row for row in (_json(whole(stream), "it") if is_list else each) if isinstance(row, dict))
    first = list(islice(rows, _SAMPLE))
    names = list(dict.fromkeys(name for row in first for name in row))
    if not names:
        raise ReadError("has no JSON objects in it, one a line")
    yield from _rows(chain([names], ([_flat(row.get(name)) for name in names] for row in chain(first, rows))))


def _json(data: bytes, what: str) -> Any:
    try:
        return json.loads(decoded(data))
    except (ValueError, RecursionError):
        raise ReadError(f"{what} is no JSON; mend it") from None


def _flat(value: Any) -> Any:
    """A name for {"name": ...}, a text for a list of texts."""
    if isinstance(value, dict):
        return value.get("name") or value.get("title") or ""
    return ", ".join(str(_flat(item)) for item in value[:50]) if isinstance(value, list) else value


def parquet(stream: BinaryIO) -> Iterator[Part]:
    """The rows of a Parquet file, read in batches."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(stream)
        rows = (list(row.values()) for batch in file.iter_batches(batch_size=64) for row in batch.to_pylist())
        yield from _rows(chain([file.schema_arrow.names], rows))
    except (ArrowException, OSError, ValueError) as error:  # or bytes that are no UTF-8
        raise ReadError(f"is a broken Parquet file ({str(error)[:80]}); save it again") from None


def _rows(rows: Iterable[Row]) -> Iterator[Part]:
    """Raises ReadError: no column is one of texts, or several are."""
    filled = (row for row in islice(rows, LIMITS["lines"]) if any(cell not in (None, "") for cell in row))
    if (header := next(filled, None)) is None:
        raise ReadError("is an empty table")
    sample = list(islice(filled, _SAMPLE))
    columns = _understood(header, sample)
    said = "columns: " + ", ".join(f"{header[at]} = {field}" for field, at in columns.items())
    for row in chain(sample, filled):
        yield partial(_article, row, columns, dict.fromkeys(columns, said))


def _understood(header: Row, sample: Sequence[Row]) -> dict[str, int]:
    """Which column is which field of an article. Raises ReadError where none has texts, or several have that might be
    the article."""
    names = [column_name(str(cell or "")) for cell in header]
    if any(len(name) > _LONGEST_NAME for name in names):
        raise ReadError("has no line of names above its columns; add one, with text above the articles")
    lengths = [fmean([len(str(row[at] or "")) for row in sample if len(row) > at and row[at]] or [0])
               for at in range(len(names))]  # fmt: skip
    called = [at for at, name in enumerate(names) if NAMES.get(name) == "text" and lengths[at]]
    long = [at for at, length in enumerate(lengths) if length >= _LONG]
    texts = called or long
    if len(texts) > 1:
        texts = [at for at in texts if at in long]
    if len(texts) != 1:
        what = "several columns of texts" if called or long else "no column that is one of articles"
        which = ", ".join(str(header[at]) for at in called or long or range(len(names)) if header[at])[:100]
        raise ReadError(f"has {what} ({which}); call the one with the articles text, and no other so")
    columns = {"text": texts[0]}
    for name, field in NAMES.items():  # of several the first of the table above
        if name in names and names.index(name) != texts[0]:
            columns.setdefault(field, names.index(name))
    return columns


def _article(row: Row, columns: dict[str, int], found_in: dict[str, str]) -> Article:
    cells = {field: _cell(row[at]) for field, at in columns.items() if at < len(row)}
    text, title, says, byline = (cells.pop(field, "") for field in ("text", "title", "published", "byline"))
    text = with_newlines(text).strip()
    if not text:
        raise ReadError("has no text in its row")
    text = body_of(text) if _MARKED.search(text) else with_characters(text)
    title, published = " ".join(with_characters(title).split()), stamp(says)
    note = f"Its date “{says[:40]}” could not be read; write it as YYYY-MM-DD." if says and not published else None
    fields = {"title": title, "published": published, "byline": names_in(byline) or byline, "note": note}
    return article_of(titled(title, text), found_in, **cells | fields)


def _cell(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and 10**8 < value < 10**11:  # seconds since 1970
        return datetime.fromtimestamp(value, UTC).date().isoformat()
    return "" if value is None or value != value else str(value).strip()
