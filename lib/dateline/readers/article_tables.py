"""Tables with an article in each row: CSV, TSV, XLSX, JSON lines, Parquet; columns by their usual names."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from typing import Any, BinaryIO

from dateline.article import Article, ReadError
from dateline.readers.authors import names_in
from dateline.readers.limits import LIMITS, Part, opened_zip
from dateline.readers.page import body_of
from dateline.readers.text import article_of, decoded, with_characters
from dateline.readers.written_dates import day_in, stamp

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
    "standfirst": "description lead summary abstract subtitle standfirst teaser",
}
_NAMES = {name: field for field, names in COLUMNS.items() for name in names.split()}
_LONG = 200  # characters that a cell of text has at least, on the whole
_LONGEST_NAME = 80  # characters
_SAMPLE = 30  # rows that tell what the columns are
_DELIMITERS = ",;\t|"
Row = Sequence[Any]


def delimited(stream: BinaryIO) -> Iterator[Part]:
    """The rows of a CSV or TSV; the delimiter is the one that parts its first lines alike."""
    data = stream.read(LIMITS["article"] * 10 + 1)
    if len(data) > LIMITS["article"] * 10:
        raise ReadError(f"is above the limit of {LIMITS['article'] // 100_000} MB; split it, or save it as Parquet")
    text = decoded(data).removeprefix("\ufeff")
    said = re.match(r'"?sep=(.)"?\r?\n', text, re.I)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else max(_DELIMITERS, key=lambda mark: _parts_alike(text, mark))
    csv.field_size_limit(LIMITS["article"])
    yield from _rows(_read_csv(text, delimiter), lambda number: f"row {number}")


def _parts_alike(text: str, delimiter: str) -> tuple[int, int]:
    """How many columns of the first line are understood, and how many lines have as many cells as it."""
    try:
        first = list(islice(csv.reader(io.StringIO(text[:100_000]), delimiter=delimiter), 20))
    except csv.Error:
        return 0, 0
    header = first[0] if first else []
    return sum(_name(cell) in _NAMES for cell in header), sum(len(row) == len(header) > 1 for row in first)


def _read_csv(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    width = 0
    try:
        for number, row in enumerate(reader, start=1):
            while row and not row[-1].strip():
                row.pop()
            width = width or len(row)
            if len(row) > width:
                what = f"row {number} has {len(row)} cells, the first line {width}"
                raise ReadError(f'{what}; a text with commas wants "..." round it')
            yield row
    except csv.Error as error:
        raise ReadError(f"is no CSV ({error}); mend its quotation marks") from None


def workbook(stream: BinaryIO) -> Iterator[Part]:
    """The rows of the first sheet of an .xlsx that has any."""
    import openpyxl

    if any(info.file_size > 10 * LIMITS["article"] for info in opened_zip(stream).infolist()):
        raise ReadError("unpacks to more than is read of a workbook; split it")
    stream.seek(0)
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheet = next((sheet for sheet in book.worksheets if sheet.max_row != 0), None)
        rows = iter(()) if sheet is None else sheet.iter_rows(max_row=LIMITS["lines"], max_col=200, values_only=True)
        yield from _rows(_guarded(rows), lambda number: f"row {number}")
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(f"is a broken workbook ({type(error).__name__}); save it as CSV UTF-8") from None


def _guarded(rows: Iterable[Row]) -> Iterator[Row]:
    yield from rows


def json_lines(stream: BinaryIO) -> Iterator[Part]:
    """The objects of a file with one a line, or with a list of them."""
    start = stream.read(1)
    while start and start in b" \t\r\n\xef\xbb\xbf":
        start = stream.read(1)
    stream.seek(0)
    if start == b"[":
        try:
            found: Iterable[Any] = json.loads(whole_text(stream))
        except (ValueError, RecursionError) as error:
            raise ReadError(f"is no JSON ({str(error)[:80]})") from None
    else:
        found = _objects(stream)
    rows = (row for row in found if isinstance(row, dict))
    first = list(islice(rows, _SAMPLE))
    names = list(dict.fromkeys(name for row in first for name in row))
    if not names:
        raise ReadError("has no JSON objects in it, one a line")
    cells = ([_flat(row.get(name)) for name in names] for row in chain(first, rows))
    yield from _rows(chain([names], cells), lambda number: f"object {number - 1}")


def whole_text(stream: BinaryIO) -> str:
    from dateline.readers.limits import whole

    return decoded(whole(stream))


def _objects(stream: BinaryIO) -> Iterator[Any]:
    number = 0
    while line := stream.readline(LIMITS["article"] + 1):
        number += 1
        if len(line) > LIMITS["article"]:
            raise ReadError(f"line {number} is above the limit of {LIMITS['article'] // 1_000_000} MB")
        if line.strip():
            try:
                yield json.loads(decoded(line))
            except (ValueError, RecursionError):
                raise ReadError(f"line {number} is no JSON; mend it") from None


def _flat(value: Any) -> Any:
    """A name for {"name": ...}, a text for a list of texts."""
    if isinstance(value, dict):
        return value.get("name") or value.get("title") or ""
    if isinstance(value, list):
        return ", ".join(str(_flat(item)) for item in value[:50])
    return value


def parquet(stream: BinaryIO) -> Iterator[Part]:
    """The rows of a Parquet file, read in batches."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ReadError("is a Parquet file, for which pyarrow is needed: pip install 'dateline[parquet]'") from None
    try:
        file = ParquetFile(stream)
        batches = file.iter_batches(batch_size=64)
        rows = (list(row.values()) for batch in batches for row in batch.to_pylist())
        yield from _rows(chain([file.schema_arrow.names], rows), lambda number: f"row {number - 1}")
    except (ArrowException, OSError) as error:
        raise ReadError(f"is a broken Parquet file ({str(error)[:80]}); save it again") from None


def _name(cell: object) -> str:
    return re.sub(r"[\s.-]+", "_", str(cell or "").strip().lower())


def _rows(rows: Iterator[Row], where: Any) -> Iterator[Part]:
    """Raises ReadError: no column is one of texts, or several are."""
    header = next((row for row in rows if any(cell not in (None, "") for cell in row)), None)
    if header is None:
        raise ReadError("is an empty table")
    sample = list(islice(rows, _SAMPLE))
    columns = understood(header, sample)
    said = ", ".join(f"{header[at]} = {field}" for field, at in columns.items())
    for number, row in enumerate(chain(sample, rows), start=2):
        if number > LIMITS["lines"]:
            return
        if any(cell not in (None, "") for cell in row):
            yield partial(_article, row, columns, where(number), f"columns: {said}")


def understood(header: Row, sample: Sequence[Row]) -> dict[str, int]:
    """Which column is which field of an article.

    Raises:
        ReadError: none has texts, or several that might be the article have.
    """
    names = [_name(cell) for cell in header]
    if any(len(name) > _LONGEST_NAME for name in names):
        raise ReadError("has no line of names above its columns; add one, with text above the articles")
    columns: dict[str, int] = {}
    for field, known in COLUMNS.items():
        at = next((names.index(name) for name in known.split() if name in names), None)
        if at is not None:
            columns[field] = at
    texts = [at for at, name in enumerate(names) if _NAMES.get(name) == "text" and _length(sample, at)]
    long = [at for at in range(len(names)) if _length(sample, at) >= _LONG]
    if len(texts) != 1:
        candidates = texts if len(texts) > 1 else long
        longest = [at for at in candidates if _length(sample, at) >= _LONG] if len(candidates) > 1 else candidates
        if len(longest) != 1:
            which = ", ".join(str(header[at]) for at in candidates or range(len(names)) if header[at])[:100]
            what = "several columns of texts" if candidates else "no column that is one of articles"
            raise ReadError(f"has {what} ({which}); call the one with the articles text, and no other so")
        texts = longest
    columns["text"] = texts[0]
    return {field: at for field, at in columns.items() if field == "text" or at != texts[0]}


def _length(rows: Sequence[Row], at: int) -> float:
    cells = [len(str(row[at])) for row in rows if at < len(row) and row[at] not in (None, "")]
    return sum(cells) / len(cells) if cells else 0


def _article(row: Row, columns: dict[str, int], where: str, said: str) -> Article:
    cells = {field: _cell(row[at]) for field, at in columns.items() if at < len(row)}
    text = cells.pop("text", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    cells.pop("standfirst", None)
    if not text:
        raise ReadError(f"{where} has no text")
    text = body_of(text) if re.search(r"</?(?:p|br|div|b|i|a|strong|em)\b[^>]*>", text) else with_characters(text)
    title = " ".join(with_characters(cells.get("title", "")).split())
    says = cells.pop("published", "")
    published = (stamp(says) or day_in(says)) if says else None
    note = f"Its date “{says[:40]}” could not be read; write it as YYYY-MM-DD." if says and not published else None
    if cells.get("byline"):
        cells["byline"] = names_in(cells["byline"]) or cells["byline"]
    fields = {field: value for field, value in cells.items() if value}
    if title and text.partition("\n")[0].strip() != title:
        text = f"{title}\n\n{text}"
    known = [*fields, *(["published"] if published else []), "text"]
    return article_of(
        text,
        note=note,
        published=published,
        provenance=tuple((field, said) for field in sorted(known)),
        **fields | ({"title": title} if title else {}),
    )


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and 10**8 < value < 10**11:  # seconds since 1970
        return datetime.utcfromtimestamp(value).date().isoformat()
    return str(value).strip()
