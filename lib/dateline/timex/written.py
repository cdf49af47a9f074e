"""When was it written? The days an article without a publication date can come from, each bound with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dateline.amendments import given
from dateline.article import Article
from dateline.calendar.expression import Timex
from dateline.calendar.values import day, span
from dateline.reading import Reading, once
from dateline.segments.genres import form_of, moments
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.segmentation import paragraphs, sentences
from dateline.syntax import trees_of
from dateline.timex.tagger import tag

EVIDENCE_COLUMNS = ["first_day", "last_day", "reason", "weak"]
# Dates in these do not move the time that the story's own dates lean on.
ASIDE_ROLES = ("caption", "boilerplate", "byline", "correction")
_LEADING = 300  # characters of a text in which a date of its own can stand
_STORY = ("title", "body", "dateline")


_DATE_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*|published:?|updated:?|posted:?|on|date:?|\s)*", re.I
)


@dataclass(frozen=True, slots=True)
class _Bound:
    """One reason: written not before `first_day`, not after `last_day`; weak if it rests on a habit of papers."""

    first_day: date | None
    last_day: date | None
    reason: str
    weak: bool = False


def tagged(reading: Reading, dct: str | None) -> list[Timex]:
    """The time expressions of an article as if published on `dct`, with the roles of its paragraphs; English only."""
    article = reading.article
    if article.language != READ_LANGUAGE:
        return []
    blocks = paragraphs(reading)
    asides = blocks[blocks["role"].isin(ASIDE_ROLES)]
    right = {place: correction.value for place, correction in given(article, "date").items()}
    spans = list(zip(asides["start"].tolist(), asides["end"].tolist(), strict=True))
    starts = sentences(reading)["start"].tolist()
    form = form_of(reading)
    parts = moments(reading, dct) if dct and not form.turns else [(t.start, t.start, None) for t in form.turns]
    is_match = form.genre == "match report"
    return tag(article.text, dct, spans, right, starts, lambda: trees_of(reading), parts, is_match)


@once
def creation_window(reading: Reading) -> dict[str, Any]:
    """The days an article can have been written on.

    From its publication date where that is known; else from a date in its address, its dateline or a line of its own
    at the head; else from what its time expressions imply: past dates bound it from below, years ahead from above,
    "last fall" beside "the fall of 2017" gives the year, a weekday beside a day the years in which they meet. A month
    and day without a year counts as one of the year of publication, since newspapers name any other year (the weaker
    evidence: it gives way where it contradicts what is stated).

    Returns:
        first_day and last_day (ISO dates, inclusive; None where nothing bounds that side) and evidence: a list of dicts
        with first_day, last_day, reason and weak.

    Example:
        >>> import dateline as dl
        >>> written = dl.creation_window(dl.Article('It rained.', published='2024-02-14'))
        >>> written['first_day'], written['last_day']
        ('2024-02-14', '2024-02-14')
    """
    article = reading.article
    if article.published:
        on = date.fromisoformat(article.published[:10])
        return _window([_Bound(on, on, "the publication date is given")])
    found = tagged(reading, None)
    roles = paragraphs(reading)
    own = _address_date(article.url) or _own_date(article, roles, found)
    if own:
        return _window([own])
    body = [t for t in found if _role(roles, t) in _STORY]
    past = _stated_past(article.text, body)
    stated = past + _stated_ahead(article.text, body, past) + _seasons(body)
    weekdays = _weekdays(body, _window(stated))
    return _window(stated + weekdays + _yearless(body, _window(stated + weekdays)))


@once
def creation_evidence(reading: Reading) -> pd.DataFrame:
    """When an article was written, and how that is known: what `creation_window` finds, as a table.

    Returns:
        first_day, last_day (ISO dates, inclusive; None where nothing bounds that side), reason, weak (rests on a habit
        of newspapers); the first row is what all reasons together leave.

    Example:
        >>> import dateline as dl
        >>> dl.creation_evidence(dl.Article('It rained.', published='2024-02-14')).values.tolist()
        [['2024-02-14', '2024-02-14', 'the publication date is given', False]]
    """
    window = creation_window(reading)
    whole = {"first_day": window["first_day"], "last_day": window["last_day"], "reason": "all together", "weak": False}
    rows = window["evidence"] if len(window["evidence"]) == 1 else [whole, *window["evidence"]]
    if not window["evidence"]:
        rows = [whole | {"reason": "nothing in the text says when it was written"}]
    return pd.DataFrame(rows, columns=EVIDENCE_COLUMNS, dtype=object)


def _address_date(url: str | None) -> _Bound | None:
    """A date in the page's address: /2018/09/09/."""
    match = re.search(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)", url or "")
    on = day(*(int(part) for part in match.groups())) if match else None
    return _Bound(on, on, f"the address holds {on.isoformat()}") if on else None


def _role(roles: Any, t: Timex) -> str:
    row = roles[(roles["start"] <= t.start) & (roles["end"] >= t.end)]
    return str(row["role"].iloc[0]) if len(row) else "body"


def _own_date(article: Article, roles: Any, found: list[Timex]) -> _Bound | None:
    """A full date in the dateline, or alone in a line at the head."""
    for t in found:
        days = span(t.value)
        if t.anchor != "text" or not days or days[0] != days[1]:
            continue
        if _role(roles, t) == "dateline":
            return _Bound(days[0], days[0], f"the dateline says “{t.text}”")
        line_start = article.text.rfind("\n", 0, t.start) + 1
        line_end = article.text.find("\n", t.end)
        line = article.text[line_start : line_end if line_end >= 0 else len(article.text)]
        rest = (line[: t.start - line_start] + line[t.end - line_start :]).strip(" \t,.;:|–—-")
        if t.start < _LEADING and _DATE_LINE.fullmatch(rest):
            return _Bound(days[0], days[0], f"a line of its own at the head says “{t.text}”")
    return None


# What a date does not bound: one named as a limit ("until 2024"), or one that is part of a name ("the 2020 election").
_LIMIT = re.compile(r"\b(?:until|till|through|by|for|to|towards?|before|ahead of|beyond)(?:\s+\w+){0,2}\s*$", re.I)
_PART_OF_NAME = re.compile(
    r"(?:[-–]\w|['’]s\b|\s+(?!(?:and|or|but|in|at|by|on|when|where|who|which|that|the|an?|to|for|from|with|of|he|she|they|it|"
    r"we|i|his|her|their|its|was|were|is|are|had|has|have|after|before|as|since|until|because|while|during|under|over|"
    r"alone|there|said|did|would)\b)\w)",
    re.I,
)


def _bounds_publication(text: str, t: Timex) -> bool:
    """Whether a date stands in the text with its year, as the time of something and not as a limit or a name."""
    before, after = text[max(0, t.start - 40) : t.start], text[t.end : t.end + 20]
    dated = t.anchor == "text" and t.type in ("DATE", "TIME") and span(t.value) is not None
    return dated and not _LIMIT.search(before) and not _PART_OF_NAME.match(after)


def _stated_past(text: str, found: list[Timex]) -> list[_Bound]:
    """A stated date in the past is before the article; the latest of them is the bound."""
    past = []
    for t in found:
        days = span(t.value)
        if days and t.tense == "past" and _bounds_publication(text, t):
            past.append((days[0], -t.start, t))
    if not past:
        return []
    first_day, _, t = max(past, key=lambda row: row[:2])
    return [_Bound(first_day, None, f"not before {first_day.isoformat()}, since “{t.text}” lies in the past")]


_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are) (?:expected|scheduled|due|planned|slated|set|going) to)\s+[^.!?\n]{0,60}$",
    re.I,
)


def _stated_ahead(text: str, found: list[Timex], past: list[_Bound]) -> list[_Bound]:
    """A stated date that the text looks ahead to is after the article; the earliest after all its past is the bound."""
    since = max((b.first_day for b in past if b.first_day), default=date.min)
    ahead = []
    for t in found:
        days = span(t.value)
        announced = t.tense == "future" and _AHEAD.search(text, max(0, t.start - 80), t.start)
        if days and announced and days[0] > since and _bounds_publication(text, t):
            ahead.append((days[1], t.start, t))
    if not ahead:
        return []
    end, _, t = min(ahead, key=lambda row: row[:2])
    return [_Bound(None, end, f"not after {end.isoformat()}, since “{t.text}” lies ahead", True)]


_WEEKDAY_BEFORE = re.compile(r"(?i)\b(mon|tues|wednes|thurs|fri|satur|sun)day\b")
_WEEKDAYS = "mon tues wednes thurs fri satur sun".split()


def _days_of(window: dict[str, Any]) -> tuple[date, date]:
    """Its first and last day; where a side is open, two between which there is none."""
    if window["first_day"] and window["last_day"]:
        return date.fromisoformat(window["first_day"]), date.fromisoformat(window["last_day"])
    return date.max, date.min


def _weekdays(found: list[Timex], window: dict[str, Any]) -> list[_Bound]:
    """ "Saturday, September 8": the year in which the two meet, where the window leaves only one."""
    first, last = _days_of(window)
    bounds = []
    for t in found:
        e = t.expression
        named = _WEEKDAY_BEFORE.match(t.text)
        if not named or e.year or e.short_year is not None or not e.month or not e.dom or t.tense == "future":
            continue
        weekday = _WEEKDAYS.index(named[1].lower()) + 1
        days = [day(year, e.month, e.dom) for year in range(first.year, last.year + 1)]
        fitting = [d for d in days if d and first <= d <= last and d.isoweekday() == weekday]
        if len(fitting) == 1:
            on = fitting[0]
            reason = f"not before {on.isoformat()}, since “{t.text}” names no year and has that weekday in {on.year}"
            bounds.append(_Bound(on, date(on.year, 12, 31), reason, True))
    return bounds


def _seasons(found: list[Timex]) -> list[_Bound]:
    """ "last fall" beside "the fall of 2017", its latest stated year: written before that season is over again."""
    stated: dict[str, Timex] = {}
    for t in found:
        if t.expression.form == "season" and t.expression.year and t.value and t.expression.season:
            known = stated.get(t.expression.season)
            if known is None or t.value > str(known.value):
                stated[t.expression.season] = t
    bounds = []
    for t in found:
        e = t.expression
        same = stated.get(e.season or "")
        days = span(same.value) if same else None
        if e.form != "season" or e.rel != -1 or e.year or not same or not days:
            continue
        if e.season == "FA":  # until December it is this fall
            first_day, last_day = date(days[0].year + 1, 1, 1), date(days[0].year + 1, 12, 31)
        else:
            first_day, last_day = days[1] + timedelta(1), days[1] + timedelta(365)
        one_year = first_day.year == last_day.year
        when = f"in {first_day.year}" if one_year else f"from {first_day.isoformat()} to {last_day.isoformat()}"
        bounds.append(_Bound(first_day, last_day, f"{when}, since “{t.text}” and “{same.text}” are the same"))
    return bounds


def _yearless(found: list[Timex], window: dict[str, Any]) -> list[_Bound]:
    """A month and day without a year is one of the year of publication, where only one year is left for that."""
    first, last = _days_of(window)
    bounds = []
    for t in found:
        e = t.expression
        if e.form != "date" or e.year or e.short_year or e.rel is not None or not e.dom or not e.month:
            continue
        if t.tense not in ("past", "none"):
            continue
        days = [d for d in (day(y, e.month, e.dom) for y in range(first.year, last.year + 1)) if d]
        fitting = [d for d in days if d <= last and date(d.year, 12, 31) >= first]
        if len(fitting) == 1:
            on = fitting[0]
            bounds.append(
                _Bound(
                    on,
                    date(on.year, 12, 31),
                    f"not before {on.isoformat()}, since “{t.text}” lies in the past and names no year, as "
                    f"newspapers do in the year of publication ({on.year})",
                    True,
                )
            )
    return bounds


def _window(bounds: list[_Bound]) -> dict[str, Any]:
    """What all bounds leave; a weak one that contradicts the others is shown, not used."""
    first_day, last_day = None, None
    for b in sorted(bounds, key=lambda b: b.weak):
        low = max((d for d in (first_day, b.first_day) if d), default=None)
        high = min((d for d in (last_day, b.last_day) if d), default=None)
        if low and high and low > high:
            if b.weak:
                continue
            high = None
        first_day, last_day = low, high
    return {
        "first_day": first_day.isoformat() if first_day else None,
        "last_day": last_day.isoformat() if last_day else None,
        "evidence": [
            {
                "first_day": b.first_day.isoformat() if b.first_day else None,
                "last_day": b.last_day.isoformat() if b.last_day else None,
                "reason": b.reason,
                "weak": b.weak,
            }
            for b in bounds
        ],
    }
