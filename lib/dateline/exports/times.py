"""Tables taken away: TimeML, TimelineJS, EDTF, CSV and Parquet. Hostile text stays text in each."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import Any
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

import pandas as pd

from dateline.article import Article
from dateline.calendar.naming import UNKNOWN, named
from dateline.calendar.values import exists, grain, moment, span, step_days
from dateline.given import ParameterError
from dateline.readers.tables import FORMULA_STARTS
from dateline.tables import expects, of_article

# What begins like a formula and is none: a sign alone, of which tables of tokens are full, and a year before our era.
_NO_FORMULA = re.compile(r"[=+\-@]|-\d{4}(?:-[\dX]{2}){0,2}[~?%]?|-\d{2}XX")
_CALLS = frozenset("(|!")  # without one of them a formula reads and runs nothing
_SCHEMA = "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"
# Characters that XML 1.0 cannot hold, and lone surrogates; each becomes one U+FFFD, so that offsets stay.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNKNOWN_VALUES = {"DATE": "XXXX-XX-XX", "TIME": "TXX:XX", "DURATION": "PXX", "SET": "PXX"}  # by type of TIMEX3
_NCNAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def cell_text(value: object) -> str:
    """A cell as text, "" where it is empty."""
    return "" if value is None or pd.isna(value) else str(value)


def formula_safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets a leading apostrophe, but for a
    text of several lines of which the first calls nothing ("- He left"), so that its offsets hold."""
    if not isinstance(cell, str) or not cell.startswith(FORMULA_STARTS) or _NO_FORMULA.fullmatch(cell):
        return cell
    first, _, more = cell.partition("\n")
    return cell if more and not _CALLS & set(first) else f"'{cell}"


def _as_cell(value: object) -> object:
    """A value as a safe cell of a file; spans of characters as "120-150; 300-340"."""
    return "; ".join(f"{a}-{b}" for a, b in value) if isinstance(value, tuple) else formula_safe(value)


def to_csv(table: pd.DataFrame, *path: object) -> str:
    """A table as CSV (RFC 4180), its dates as ISO text, no cell or column name of which is a formula.

    Arguments:
        table: any table.
        path: none; the text is returned, and a file is written by the caller.

    Raises:
        TableError: what is given is no table.
        ParameterError: a path is given.

    Example:
        >>> import dateline as dl
        >>> table = dl.frequency(dl.tokens(dl.Article('Rain fell.')))
        >>> dl.to_csv(table[['term', 'n']])
        'term,n\\r\\nfell,1\\r\\nrain,1\\r\\n'
    """
    expects(table, "", "a function of dateline")
    if path:
        name = f"Path({str(path[0])!r})"
        raise ParameterError(f"to_csv writes no file: {name}.write_bytes(to_csv(table).encode()) does")
    return table.map(_as_cell).rename(columns=formula_safe).to_csv(index=False, lineterminator="\r\n")


def to_parquet(table: pd.DataFrame) -> bytes:
    """A table as Parquet, its dates as ISO text, with no index.

    Example:
        >>> import dateline as dl
        >>> table = dl.frequency(dl.tokens(dl.Article('Rain fell.')))
        >>> dl.to_parquet(table)[:4]
        b'PAR1'
    """
    expects(table, "", "a function of dateline")
    return table.reset_index(drop=True).to_parquet(None, engine="pyarrow", index=False)


def _xml(text: str) -> str:
    """Text as XML character data; a carriage return as a reference, since parsers fold it into a newline."""
    return xml_escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _timex3(text: str, **attributes: str) -> str:
    entities = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    pairs = ((key, quoteattr(_NOT_XML.sub("\ufffd", said), entities)) for key, said in attributes.items() if said)
    return f"<TIMEX3{''.join(f' {key}={said}' for key, said in pairs)}>{_xml(text)}</TIMEX3>"


def _timex3_of(row: Any, text: str, tids: set[str]) -> str:
    kind = row.timex_type if row.timex_type in UNKNOWN_VALUES else "DATE"
    value, mod, quant, freq, anchor = (
        cell_text(getattr(row, column, None)) for column in ("value", "mod", "quant", "freq", "anchor")
    )
    return _timex3(
        text, tid=row.tid, type=kind, value=value or UNKNOWN_VALUES[kind], mod=mod, quant=quant, freq=freq,
        temporalFunction="false" if anchor in ("", "text", "corrected") else "true", functionInDocument="NONE",
        anchorTimeID=anchor if anchor in tids else "t0" if anchor == "published" else "",
        comment="corrected" if anchor == "corrected" else "" if value else "not resolved",
    )  # fmt: skip


def to_timeml(article: Article, table: pd.DataFrame) -> str:
    """An article with its time expressions as TimeML 1.2.1.

    TEXT holds every character of the article, so the offsets of an element's text are those of its row; a character
    that XML cannot hold stands there as U+FFFD. The publication date is the TIMEX3 t0.

    Arguments:
        article: the article.
        table: a table as `timexes` gives it; of two spans that overlap, the first is kept.

    Returns:
        an XML document as text.
    """
    expects(table, "tid timex_type value", "timexes")
    of_article(article, table)
    text, published = article.text, article.published or ""
    is_fit = table["tid"].map(lambda tid: tid != "t0" and _NCNAME.fullmatch(str(tid)) is not None).astype(bool)
    rows = table[is_fit].drop_duplicates("tid").sort_values(["start", "end"], kind="stable")
    at, body = 0, []
    for row in rows.itertuples(index=False):
        if at <= row.start < row.end <= len(text):
            inside = _timex3_of(row, text[row.start : row.end], set(rows["tid"]))
            body += [_xml(text[at : row.start]), inside]
            at = row.end
    document = (article.path or article.url or "article").rstrip("/").rsplit("/", 1)[-1]
    created = _timex3(
        published, tid="t0", type="TIME" if "T" in published else "DATE",
        value=published.replace(" ", "T") or UNKNOWN_VALUES["DATE"], temporalFunction="false",
        functionInDocument="CREATION_TIME",
    )  # fmt: skip
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:noNamespaceSchemaLocation="{_SCHEMA}">\n'
        f"<DOCID>{_xml(document)}</DOCID>\n<DCT>{created}</DCT>\n<TITLE>{_xml(article.title or '')}</TITLE>\n"
        f"<TEXT>{''.join(body)}{_xml(text[at:])}</TEXT>\n</TimeML>\n"
    )


def _iso(value: object) -> date | None:
    try:
        return date.fromisoformat(cell_text(value)[:10])
    except ValueError:
        return None


def _js_date(day: date, value: str) -> dict[str, int]:
    """A date as TimelineJS has it, no finer than what is known."""
    size = grain(value)
    clock = dict(zip(("hour", "minute", "second"), moment(value), strict=False)) if ":" in value else {}
    if clock.get("hour") == 24:  # the end of a day is the begin of the next
        day, clock["hour"] = step_days(day, 1) or day, 0
    month = {} if size in ("CE", "DE", "Y") else {"month": day.month}
    return {"year": day.year} | month | ({"day": day.day} if size in ("D", "W", "WE", None) else {}) | clock


def to_timelinejs(article: Article, table: pd.DataFrame) -> dict:
    """A timeline as the JSON object that TimelineJS 3 reads (timeline.knightlab.com/docs/json-format.html).

    Arguments:
        article: the article; its title heads the timeline.
        table: a table as `timeline` gives it.

    Returns:
        a dict for `json.dump`: title, scale and events with start_date, end_date, text, group (the kind), unique_id and
        display_date for seasons and for what is only known to lie between two days. TimelineJS takes text for HTML,
        so it is escaped. Rows without a first day are left out.
    """
    expects(table, "event first_day last_day", "timeline")
    of_article(article, table)
    events = []
    for row in table.itertuples(index=False):
        first_day, last_day = _iso(row.first_day), _iso(row.last_day)
        who, kind, value = cell_text(row.who), cell_text(row.kind), cell_text(row.value)
        first, _, last = value.partition("/")
        if first_day is None:
            continue
        event = {
            "start_date": _js_date(first_day, first),
            "text": {"headline": escape(cell_text(row.text)), "text": escape(_dotted(who, kind, value))},
            "group": escape(kind),
            "unique_id": f"event-{row.event}",
        }
        if last_day is not None and (last_day > first_day or moment(last) > moment(first)):
            event["end_date"] = _js_date(last_day, first if last in ("", "..") else last)
        if UNKNOWN in value and last_day is not None:
            event["display_date"] = f"between {first_day} and {last_day}"
        elif grain(value) == "SEASON":  # which TimelineJS cannot word itself
            event["display_date"] = named(value)
        events.append(event)
    facts = escape(_dotted(article.byline, article.source, article.published))
    title = {"text": {"headline": escape(article.title or "Timeline"), "text": facts}}
    return {"title": title, "scale": "human", "events": events}


def _dotted(*facts: str | None) -> str:
    return " · ".join(filter(None, facts))


# TIMEX3 values and the EDTF that says the same; what none fits becomes an interval of days.
_EDTF = (
    (re.compile(r"(\d{4}(?:-\d\d){0,2})"), r"\1"),
    (re.compile(r"(\d{3})X?"), r"\1X"),
    (re.compile(r"(\d\d)(?:XX)?"), r"\1XX"),
    (re.compile(r"(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):\d\d)"), r"\1T\2:00"),
    (re.compile(r"(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d)"), r"\1"),
    (re.compile(r"(\d{4}-\d\d-\d\d)T.*"), r"\1"),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda m: f"{m[1]}-{32 + int(m[2])}"),
    (re.compile(r"(\d{4})-H([12])"), lambda m: f"{m[1]}-{39 + int(m[2])}"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda m: f"{m[1]}-{_SEASONS[m[2]]}"),
)
_BC = re.compile(r"BC(\d\d|\d{4})(-.+)?")


def _edtf_of(value: str) -> str:
    if before := _BC.fullmatch(value):  # EDTF counts as astronomers do, to whom 1 BC is the year 0
        year, form = f"{int(before[1]) - 1:0{len(before[1])}d}", _edtf_of(before[1] + (before[2] or ""))
        return form and ("" if year == "0000" else "-") + year + form[len(year) :]
    if not exists(value) or span(value.rstrip("X")) is None:
        return ""
    found = ((match, form) for pattern, form in _EDTF if (match := pattern.fullmatch(value)))
    return next((form(match) if callable(form) else match.expand(form) for match, form in found), "")


def _edtf_row(value: str, mod: str, first_day: date | None, last_day: date | None) -> str:
    first, slash, last = value.partition("/")
    if UNKNOWN in re.sub(r"(?<=\d)X+$", "", value):
        return f"[{first_day}..{last_day}]" if first_day and last_day else ""
    days = f"{first_day}/{last_day}" if first_day and last_day and first_day < last_day else str(first_day or "")
    if slash:
        ends = [_edtf_of(first), ".." if last == ".." else _edtf_of(last)]
        level_1 = all(form and re.search(r"X|T|-(?:3[3-6]|4[01])$", form) is None for form in ends)
        return "/".join(ends) if level_1 else days
    form = _edtf_of(value) or days
    dated = re.fullmatch(r"-?\d{4}(?:-\d\d){0,2}", form) is not None and re.search(r"\d-[2-4]\d$", form[:8]) is None
    return form + "~" if mod == "APPROX" and dated else form


def to_edtf(table: pd.DataFrame) -> pd.Series:
    """The dates of a table in the Extended Date/Time Format (ISO 8601-2; loc.gov/standards/datetime).

    44 BC is -0043, a fall 2017-23, a quarter 2018-33, a half 2018-40, a decade 199X, a century 19XX, a range
    2017-23/2018, what is about a date 2018-08~, one day of several [2018-08-04..2018-12-29]; a week or a weekend,
    which EDTF has no sign for, is the interval of its days.

    Arguments:
        table: a table with value, mod, first_day and last_day, as `timexes` and `timeline` give it.

    Returns:
        text for each row, on the table's index; "" where there is no date.
    """
    expects(table, "value mod first_day last_day", "timexes")
    rows = zip(table["value"], table["mod"], table["first_day"], table["last_day"], strict=True)
    forms = [_edtf_row(cell_text(value), cell_text(mod), _iso(first), _iso(last)) for value, mod, first, last in rows]
    return pd.Series(forms, index=table.index, dtype=object, name="edtf")
