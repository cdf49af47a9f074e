"""Tables taken away: TimeML, TimelineJS, EDTF, CSV and Parquet. Hostile text stays text in each."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

import numpy as np
import pandas as pd

from dateline.article import Article
from dateline.calendar.naming import UNKNOWN, named
from dateline.calendar.values import grain, moment, step_days
from dateline.given import ParameterError
from dateline.readers.tables import FORMULA_STARTS
from dateline.tables import expects, of_article

LONE_SIGNS = ("=", "+", "-", "@")
_CALLS = frozenset("(|!")  # without one of them a formula reads and runs nothing
_YEAR_BC = re.compile(r"-\d{4}(?:-[\dX]{2}){0,2}[~?%]?|-\d{2}XX")
_SCHEMA = "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"
# Characters that XML 1.0 cannot hold, and lone surrogates; each becomes one U+FFFD, so that offsets stay.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
_UNKNOWN = {"DATE": "XXXX-XX-XX", "TIME": "TXX:XX", "DURATION": "PXX", "SET": "PXX"}
_NCNAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)

_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def cell_text(value: object) -> str:
    """A cell as text, "" where it is empty."""
    return "" if value is None or pd.isna(value) else str(value)


def as_cell(value: object) -> object:
    """A value as a cell of a file; spans of characters as "120-150; 300-340"."""
    return "; ".join(f"{start}-{end}" for start, end in value) if isinstance(value, tuple) else value


def formula_safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets a leading apostrophe. A sign alone
    is none, and stays: tables of tokens are full of them; nor is a year before our era, nor a text of several lines of
    which the first calls nothing ("- He left"), so that its offsets hold."""
    if not isinstance(cell, str) or not cell.startswith(FORMULA_STARTS):
        return cell
    if cell in LONE_SIGNS or _YEAR_BC.fullmatch(cell):
        return cell
    first, _, more = cell.partition("\n")
    return cell if more and not _CALLS & set(first) else f"'{cell}"


def to_csv(table: pd.DataFrame, *path: object) -> str:
    """A table as CSV (RFC 4180), its dates as ISO text, each cell and column name made safe by `formula_safe`.

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
    safe = table.map(as_cell).map(formula_safe).rename(columns=formula_safe)
    return safe.to_csv(index=False, lineterminator="\r\n")


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


def _attributes(pairs: dict[str, str]) -> str:
    entities = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return "".join(f" {key}={quoteattr(_NOT_XML.sub('�', value), entities)}" for key, value in pairs.items() if value)


def _timex3(row, tids: set[str]) -> str:
    kind = row.timex_type if row.timex_type in _TIMEX_TYPES else "DATE"
    value, anchor = cell_text(row.value), cell_text(getattr(row, "anchor", None))
    pairs = {
        "tid": row.tid,
        "type": kind,
        "value": value or _UNKNOWN[kind],
        "mod": cell_text(row.mod),
        "quant": cell_text(getattr(row, "quant", None)),
        "freq": cell_text(getattr(row, "freq", None)),
        "temporalFunction": "false" if anchor in ("", "text", "corrected") else "true",
        "functionInDocument": "NONE",
        "anchorTimeID": anchor if anchor in tids else "t0" if anchor == "published" else "",
        "comment": "corrected" if anchor == "corrected" else "" if value else "not resolved",
    }
    return f"<TIMEX3{_attributes(pairs)}>"


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
    rows = table.sort_values(["start", "end"], kind="stable")
    fit = [_NCNAME.fullmatch(str(tid)) is not None and tid != "t0" for tid in rows["tid"]]
    rows = rows[np.array(fit, dtype=bool)]
    tids, used, at, body = set(rows["tid"]), set[str](), 0, []
    for row in rows.itertuples(index=False):
        if row.start < at or row.end <= row.start or row.tid in used or row.end > len(article.text):
            continue
        used.add(row.tid)
        inside = _xml(article.text[row.start : row.end])
        body += [_xml(article.text[at : row.start]), _timex3(row, tids), inside, "</TIMEX3>"]
        at = row.end
    body.append(_xml(article.text[at:]))
    published = article.published or ""
    document = (article.path or article.url or "article").rstrip("/").rsplit("/", 1)[-1]
    kind = "TIME" if "T" in published else "DATE"
    value = published.replace(" ", "T") or _UNKNOWN["DATE"]
    dct = {"tid": "t0", "type": kind, "value": value, "temporalFunction": "false",
           "functionInDocument": "CREATION_TIME"}  # fmt: skip
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:noNamespaceSchemaLocation="{_SCHEMA}">\n'
        f"<DOCID>{_xml(document)}</DOCID>\n"
        f"<DCT><TIMEX3{_attributes(dct)}>{_xml(published)}</TIMEX3></DCT>\n"
        f"<TITLE>{_xml(article.title or '')}</TITLE>\n"
        f"<TEXT>{''.join(body)}</TEXT>\n</TimeML>\n"
    )


def _iso(value: object) -> date | None:
    try:
        return date.fromisoformat(cell_text(value)[:10])
    except ValueError:
        return None


_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")


def _js_date(day: date, value: str) -> dict[str, int]:
    """A date as TimelineJS has it, no finer than what is known."""
    clock = dict(zip(("hour", "minute", "second"), moment(value), strict=False)) if _CLOCK.fullmatch(value) else {}
    if clock.get("hour") == 24:  # the end of a day is the begin of the next
        day, clock["hour"] = step_days(day, 1) or day, 0
    if re.fullmatch(r"\d{2,4}", value):
        return {"year": day.year}
    if re.fullmatch(r"\d{4}-(?:\d\d|H[12]|Q[1-4]|SP|SU|FA|WI)", value):
        return {"year": day.year, "month": day.month}
    return {"year": day.year, "month": day.month, "day": day.day} | clock


def _said(value: str) -> str:
    """A season as words; "" for what TimelineJS can word itself."""
    return named(value) if grain(value) == "SEASON" else ""


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
        first, _, last = cell_text(row.value).partition("/")
        if first_day is None:
            continue
        details = " · ".join(filter(None, [cell_text(row.who), cell_text(row.kind), cell_text(row.value)]))
        event = {
            "start_date": _js_date(first_day, first),
            "text": {"headline": escape(cell_text(row.text)), "text": escape(details)},
            "group": escape(cell_text(row.kind)),
            "unique_id": f"event-{row.event}",
        }
        if last_day is not None and (last_day > first_day or moment(last) > moment(first)):
            event["end_date"] = _js_date(last_day, first if last in ("", "..") else last)
        if UNKNOWN in cell_text(row.value) and last_day is not None:
            event["display_date"] = f"between {first_day} and {last_day}"
        elif _said(cell_text(row.value)):
            event["display_date"] = _said(cell_text(row.value))
        events.append(event)
    headline = escape(article.title or "Timeline")
    facts = escape(" · ".join(filter(None, [article.byline, article.source, article.published])))
    return {"title": {"text": {"headline": headline, "text": facts}}, "scale": "human", "events": events}


# TIMEX3 values and the EDTF that says the same; what none fits becomes an interval of days.
_EDTF = (
    (re.compile(r"(\d{4}(?:-\d\d){0,2})"), r"\1"),
    (re.compile(r"(\d{3})X?"), r"\1X"),
    (re.compile(r"(\d\d)(?:XX)?"), r"\1XX"),
    (re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)"), r"\1T\2:00"),
    (re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)"), r"\1"),
    (re.compile(r"(\d{4}-\d\d-\d\d)T.*"), r"\1"),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda m: f"{m[1]}-{32 + int(m[2])}"),
    (re.compile(r"(\d{4})-H([12])"), lambda m: f"{m[1]}-{39 + int(m[2])}"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda m: f"{m[1]}-{_SEASONS[m[2]]}"),
)


_BC = re.compile(r"BC(\d\d|\d{4})(-.+)?")


def _edtf_of(value: str) -> str:
    if before := _BC.fullmatch(value):
        return _edtf_before_our_era(before[1], before[2] or "")
    for pattern, form in _EDTF:
        match = pattern.fullmatch(value)
        if match and _in_calendar(value):
            return form(match) if callable(form) else match.expand(form)
    return ""


def _edtf_before_our_era(number: str, rest: str) -> str:
    """A year or century BC with what follows it: EDTF counts as astronomers do, to whom 1 BC is the year 0."""
    year, form = f"{int(number) - 1:0{len(number)}d}", _edtf_of(number + rest)
    sign = "" if year == "0000" else "-"
    return form and sign + year + form[len(year) :]


def _in_calendar(value: str) -> bool:
    """Whether year, month, day and time of a value exist."""
    match = re.match(r"\d{4}(?:-(\d\d)(?:-\d\d)?)?(?:T(\d\d):(\d\d)(?::(\d\d))?)?", value)
    if match is None or match[1] is None:
        return True
    day = _iso(f"{match.group()[:7]}-01" if len(match.group()) == 7 else value[:10])
    clock = [int(part or 0) for part in match.group(2, 3, 4)]
    return day is not None and clock[0] < 24 and clock[1] < 60 and clock[2] < 60


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
