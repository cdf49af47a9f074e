"""When was it written? The days an article without a publication date can come from, each bound with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

    def row(self) -> dict[str, Any]:
        first_day, last_day = (day and day.isoformat() for day in (self.first_day, self.last_day))
        return {"first_day": first_day, "last_day": last_day, "reason": self.reason, "weak": self.weak}


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
    "last fall" beside "the fall of 2017" gives the year, a weekday beside a day the years in which they meet, and a
    month and day without a year is of the year of publication (weak: it gives way to what is stated).

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
        bounds = [_Bound(on, on, "the publication date is given")]
    else:
        blocks = paragraphs(reading)
        found = tagged(reading, None)
        at = blocks["start"].searchsorted([t.start for t in found], side="right") - 1
        roles = blocks["role"].iloc[at].tolist()
        own = next(_own_dates(article, found, roles), None)
        story = [t for t, role in zip(found, roles, strict=True) if role in _STORY]
        bounds = [own] if own else _implied(article.text, story)
    first_day, last_day = _left(bounds)
    together = _Bound(first_day, last_day, "").row()
    return {**{side: together[side] for side in EVIDENCE_COLUMNS[:2]}, "evidence": [b.row() for b in bounds]}


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
    rows = window["evidence"]
    if len(rows) != 1:
        reason = "all together" if rows else "nothing in the text says when it was written"
        rows = [window | {"reason": reason, "weak": False}, *rows]
    return pd.DataFrame(rows, columns=EVIDENCE_COLUMNS, dtype=object)


def _own_dates(article: Article, found: list[Timex], roles: list[str]) -> Iterator[_Bound]:
    """A date in the page's address (/2018/09/09/), a full date in the dateline, or alone in a line at the head."""
    match = re.search(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)", article.url or "")
    if match and (on := day(*(int(part) for part in match.groups()))):
        yield _Bound(on, on, f"the address holds {on.isoformat()}")
    for t, role in zip(found, roles, strict=True):
        days = span(t.value)
        if t.anchor != "text" or not days or days[0] != days[1]:
            continue
        before, after = article.text[: t.start].rpartition("\n")[2], article.text[t.end :].partition("\n")[0]
        is_alone = _DATE_LINE.fullmatch((before + after).strip(" \t,.;:|–—-"))
        if role == "dateline":
            yield _Bound(*days, f"the dateline says “{t.text}”")
        elif t.start < _LEADING and is_alone:
            yield _Bound(*days, f"a line of its own at the head says “{t.text}”")


# What a date does not bound: one named as a limit ("until 2024"), or one that is part of a name ("the 2020 election").
_LIMIT = re.compile(r"\b(?:until|till|through|by|for|to|towards?|before|ahead of|beyond)(?:\s+\w+){0,2}\s*$", re.I)
_PART_OF_NAME = re.compile(
    r"(?:[-–]\w|['’]s\b|\s+(?!(?:and|or|but|in|at|by|on|when|where|who|which|that|the|an?|to|for|from|with|of|he|she|they|it|"
    r"we|i|his|her|their|its|was|were|is|are|had|has|have|after|before|as|since|until|because|while|during|under|over|"
    r"alone|there|said|did|would)\b)\w)",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are) (?:expected|scheduled|due|planned|slated|set|going) to)\s+[^.!?\n]{0,60}$",
    re.I,
)


def _implied(text: str, found: list[Timex]) -> list[_Bound]:
    """The bounds that the expressions of a story imply."""
    bounds = [*_stated(text, found), *_seasons(found)]
    for weekdays in (True, False):  # what meets in one year only, by the years that are left
        bounds += list(_of_one_year(found, _left(bounds), weekdays))
    return bounds


def _stated(text: str, found: list[Timex]) -> Iterator[_Bound]:
    """The latest date that the text states as past is before the article; the earliest after it that the text looks
    ahead to is after the article."""
    stated = []
    for t in found:
        days, before = span(t.value), text[max(0, t.start - 80) : t.start]
        is_named = _LIMIT.search(before[-40:]) or _PART_OF_NAME.match(text[t.end : t.end + 20])
        if days and t.anchor == "text" and t.type in ("DATE", "TIME") and not is_named:
            stated.append((t, days, t.tense == "future" and _AHEAD.search(before)))
    past = max(((days[0], -t.start, t) for t, days, _ in stated if t.tense == "past"), default=None)
    since = past[0] if past else date.min
    ahead = min(((days[1], t.start, t) for t, days, is_ahead in stated if is_ahead and days[0] > since), default=None)
    if past:
        yield _Bound(since, None, f"not before {since.isoformat()}, since “{past[2].text}” lies in the past")
    if ahead:
        yield _Bound(None, ahead[0], f"not after {ahead[0].isoformat()}, since “{ahead[2].text}” lies ahead", True)


def _seasons(found: list[Timex]) -> Iterator[_Bound]:
    """ "last fall" beside "the fall of 2017", its latest stated year: written before that season is over again."""
    seasons = [t for t in found if t.expression.form == "season" and t.value]
    stated = {t.expression.season: t for t in sorted(seasons, key=lambda t: str(t.value)) if t.expression.year}
    for t in found:
        same = stated.get(t.expression.season)
        days = span(same.value) if same else None
        if not same or not days or t.expression.rel != -1 or t.expression.year:
            continue
        first_day, last_day = days[1] + timedelta(1), days[1] + timedelta(365)
        if t.expression.season == "FA":  # until December it is this fall
            first_day, last_day = date(days[0].year + 1, 1, 1), date(days[0].year + 1, 12, 31)
        one_year = first_day.year == last_day.year
        when = f"in {first_day.year}" if one_year else f"from {first_day.isoformat()} to {last_day.isoformat()}"
        yield _Bound(first_day, last_day, f"{when}, since “{t.text}” and “{same.text}” are the same")


_WEEKDAY = re.compile(r"(?i)(mon|tues|wednes|thurs|fri|satur|sun)day\b")
_WEEKDAYS = "mon tues wednes thurs fri satur sun".split()
_NOT_AHEAD = ("past", "none")
_ONE_YEAR = {
    True: "names no year and has that weekday in {year}",
    False: "lies in the past and names no year, as newspapers do in the year of publication ({year})",
}


def _of_one_year(found: list[Timex], left: tuple[date | None, date | None], weekdays: bool) -> Iterator[_Bound]:
    """Of what names month and day and no year, the only year that is left for it: "Saturday, September 8" by its
    weekday, and else one in the past, since that is of the year of publication."""
    first, last = left
    if not first or not last:
        return
    for t in found:
        e, named = t.expression, _WEEKDAY.match(t.text)
        is_open = e.month and e.dom and not e.year and e.short_year is None and t.tense != "future"
        if not is_open or not (named if weekdays else e.form == "date" and e.rel is None and t.tense in _NOT_AHEAD):
            continue
        days = [day(year, e.month or 1, e.dom or 1) for year in range(first.year, last.year + 1)]
        fitting = [d for d in days if d and d <= last]
        if weekdays and named:
            number = _WEEKDAYS.index(named[1].lower()) + 1
            fitting = [d for d in fitting if d >= first and d.isoweekday() == number]
        if len(fitting) == 1:
            on = fitting[0]
            reason = f"not before {on.isoformat()}, since “{t.text}” {_ONE_YEAR[weekdays].format(year=on.year)}"
            yield _Bound(on, date(on.year, 12, 31), reason, True)


def _left(bounds: list[_Bound]) -> tuple[date | None, date | None]:
    """The first and last day that all bounds leave; a weak one that contradicts the others is shown, not used."""
    first_day, last_day = None, None
    for b in sorted(bounds, key=lambda b: b.weak):
        low = max((d for d in (first_day, b.first_day) if d), default=None)
        high = min((d for d in (last_day, b.last_day) if d), default=None)
        if low and high and low > high:
            if b.weak:
                continue
            high = None
        first_day, last_day = low, high
    return first_day, last_day
