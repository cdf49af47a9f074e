"""What an expression leans on: the publication date, or an earlier expression, decided by passage and by its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dateline.calendar.expression import Expression, Timex
from dateline.calendar.resolution import resolve
from dateline.calendar.values import day, grain, span
from dateline.timex.scanner import Found

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
# granularities of dates whose year a month or day after them can be of
_FRAMES = ("Y", "H", "SEASON", "Q", "M", "W", "WE", "D")
_OPENING = 3  # dates at the head of a text that tell news from history
_BEFORE_ALL = -9  # the sentence and paragraph of what has not been said


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: what lies round it in its sentence, and what its passage is like."""

    sentence: int
    paragraph: int
    before: str
    after: str
    history: str  # text, paragraph, story or none
    told: bool  # and not named in passing
    carries: bool  # the narrative on


@dataclass(slots=True)
class State:
    """What has been said so far: the dates that later expressions can lean on."""

    date: Timex | None = None  # the last date of any granularity
    day: Timex | None = None  # the last single day
    begun: Timex | None = None  # of both the last that had begun when the text was published
    begun_day: Timex | None = None
    begun_at: int = _BEFORE_ALL  # the sentence of that day
    frame: Timex | None = None  # the last date that carries the narrative on
    told: Timex | None = None  # the last day or month that is told, and not named in passing
    frame_at: tuple[int, int] = (_BEFORE_ALL, _BEFORE_ALL)  # the sentence and the paragraph of each
    told_at: tuple[int, int] = (_BEFORE_ALL, _BEFORE_ALL)
    period: Timex | None = None  # the quarter or year a business report speaks of
    sentence: int = _BEFORE_ALL  # of the last date
    past_year: int = _BEFORE_ALL  # the sentence that last stated a year before that of publication


def passages(text: str, found: list[Found], dct: str | None) -> list[tuple[int, str]]:
    """For each expression the number of its paragraph, and what its passage is: a text of history, a paragraph of
    history, a paragraph that states a past year and names nothing of its own time (a story), or news ("").

    A text of many stated past years, or with a few and nothing of its own time, is history throughout; in others a
    paragraph of two stated past dates and no "today" or "Friday" is.
    """
    latest = int(dct[:4]) - 1 if dct else 9999
    breaks = [m.end() for m in _PARAGRAPH.finditer(text)]
    paragraph = [bisect_right(breaks, f.start) for f in found]
    said = [f.expression for f in found]
    stated = [bool(e.year and e.year < latest) for e in said]
    present = [_leans_on_publication(e) or (e.year or 0) >= latest for e in said]
    opening = [now for now, then in zip(present, stated, strict=True) if now or then][:_OPENING]
    months = any(yes and (e.month or e.season) for yes, e in zip(stated, said, strict=True))
    many = sum(stated) >= 5 and sum(stated) > 2 * sum(present) and not any(opening)
    if many or (sum(stated) >= 3 and months and not any(present)):
        return [(p, "text") for p in paragraph]
    past = Counter(p for p, yes in zip(paragraph, stated, strict=True) if yes)
    news = {p for p, yes in zip(paragraph, present, strict=True) if yes}
    kinds = ("", "paragraph" if dct is None else "story", "paragraph")
    return [(p, "" if p in news else kinds[min(past[p], 2)]) for p in paragraph]


def _leans_on_publication(e: Expression) -> bool:
    """ "Friday", "last week", "this morning": of the time of writing; "the morning" can be that of any day."""
    is_moment = e.form == "moment" and (bool(e.weekday) or e.rel is not None)
    return not e.anaphor and not e.year and (e.form in ("weekday", "relative") or is_moment)


def lean(e: Expression, text: str, tense: str, place: Place, state: State, is_undated: bool = False) -> Timex | None:
    """The earlier expression this one leans on, None where it leans on the publication date."""
    if e.form == "quarter" and (e.back or e.ordinal is None):
        return None if "current" in text else state.period
    if _follows_on(e, text, tense) and e.form != "offset":
        return state.date if place.sentence - state.sentence <= 2 else None
    if e.back and e.form == "offset":
        return state.period or (state.date if e.anaphor else None)
    if e.anaphor:  # what lies ahead is not what something past is counted from
        date, day = (state.begun, state.begun_day) if tense == "past" else (state.date, state.day)
        return day if _is_by_day(e) and day else date
    if (e.form == "definite" and e.unit == "D") or e.rule == "the_part":
        return state.day
    if e.form == "definite" and _is_told_of_the_same(e, tense, place, state):
        return state.date
    if e.rule in ("time", "time_in_part") and e.rel is None:
        # a clock without a day is of the day last named; what is past is not of one that lies ahead
        day, at = (state.begun_day, state.begun_at) if tense == "past" else (state.day, state.sentence)
        return day if place.sentence - at <= _CLOCK_FAR[tense == "past"] else None
    if text == "overnight" and tense == "past" and place.sentence - state.sentence <= 2:
        return state.begun_day
    if e.rel is not None or (tense == "future" and place.history != "text"):
        return None
    if e.form == "date" and _goes_on(e, place, state):
        return state.told
    if e.form == "date" and e.month and state.past_year == place.sentence:
        return state.frame  # "in 2019 the first fell ill on February 6"
    if not _goes_through_history(place, state, is_undated):
        return None
    if e.month or e.form in ("date", "season"):
        return state.frame
    return state.date if e.form in ("weekday", "moment", "holiday") and state.day is state.date else None


_CLOCK_FAR = 2, 5  # sentences between a day and a clock of it; where the clock is told as past
_SOON_AFTER = 60  # days


def _goes_on(e: Expression, place: Place, state: State) -> bool:
    """ "The siege began on March 3, 2018. It ended on March 9.": soon after a day of a past year, in the same story."""
    begun = span(state.told.value) if state.told else None
    sentence, paragraph = state.told_at
    near = place.history and paragraph == place.paragraph and place.sentence - sentence <= 2
    if not begun or not near or not e.dom or not e.month:
        return False
    days = [day(year, e.month, e.dom) for year in (begun[0].year, begun[0].year + 1)]
    return any(d and 0 <= (d - begun[0]).days <= _SOON_AFTER for d in days)


def _is_told_of_the_same(e: Expression, tense: str, place: Place, state: State) -> bool:
    """ "In March 1940 they met; by the end of the month they had agreed": the month last spoken of, not this one.
    In news that date must have its year, and "the year" is mostly that of publication or of a firm's books."""
    date = state.date
    if date is None or place.sentence - state.sentence > 1 or not is_as_fine(date.value, e):
        return False
    if place.history == "text":
        return tense != "future"
    return date.anchor == "text" and tense == "past" and e.unit in ("W", "M")


def _follows_on(e: Expression, text: str, tense: str) -> bool:
    """ "The next year they left", "two days later they left": counted from what was told before."""
    if e.form == "offset":
        return tense == "past" and e.anaphor and e.sign == 1
    # the other words that follow on ("the following year", "the next day") are anaphora
    is_next = e.form in ("relative", "season", "date") and e.rel == 1 and "the next " in text
    return tense == "past" and is_next and not e.anaphor


def lacks_its_base(e: Expression, text: str, tense: str, leans_on: Timex | None) -> bool:
    """ "That day", "the next day": of no day where none was named; "the previous year" can be that before this one."""
    follows_on = _follows_on(e, text, tense)
    if leans_on:
        return e.amount == "X" and follows_on
    return follows_on or (e.anaphor and e.form != "offset" and (e.rel == 0 or (e.rel == 1 and tense != "future")))


def _goes_through_history(place: Place, state: State, is_undated: bool) -> bool:
    """Whether a month or day without a year is one of the year last named. In a paragraph of a text that else is news
    it is only where a month or day of that year was named there: after a bare year it is one of this year, if that is
    known."""
    if place.history == "text" or state.frame is None:
        return bool(place.history and state.frame)
    sentence, paragraph = state.frame_at
    is_fine = grain(state.frame.value) in ("M", "D") or (is_undated and place.sentence - sentence <= 2)
    return place.history == "paragraph" and paragraph == place.paragraph and is_fine


def _is_by_day(e: Expression) -> bool:
    return e.unit in ("D", "H", "MIN", "S") or bool(e.weekday or e.part)


PERIODS = {"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade"}
# The granularities in which a period can lie: "that month" leans on a day or a month, never on a year
_FINE = {"D": "D", "W": "D W WE", "WE": "D W WE", "M": "D W M", "Q": "D W M Q", "Y": "D W WE M Q H SEASON Y"}
_FINE["DE"] = f"{_FINE['Y']} DE"


def is_as_fine(value: str | None, e: Expression) -> bool:
    """Whether a value lies in one period of the expression's unit; months and years are counted from a quarter too."""
    unit = "D" if _is_by_day(e) else e.unit or ""
    if unit not in _FINE or (e.form == "offset" and unit != "D"):
        return True
    return (grain(value) or "Y") in _FINE[unit].split()  # what has no grain is a year before our era


def remember(timex: Timex, place: Place, state: State, dct: str | None) -> None:
    """Keep what later expressions can lean on."""
    e = timex.expression
    if e.form == "quarter" and not e.back and e.year is None and not (e.unit == "Y" and e.rel):
        now, then = span(timex.value), span(state.period.value) if state.period else None
        over = now and dct and now[1].isoformat() <= dct
        if now and (not then or (over and now[0] >= then[0]) or (e.rule == "adjectival_quarter" and over)):
            state.period = timex
    if dct and _is_business_year(e):
        state.period = replace(timex, value=dct[:4])
    days = span(timex.value)
    if timex.type not in ("DATE", "TIME") or not (days or (timex.value or "").startswith("BC")):
        return
    state.date, state.sentence = timex, place.sentence
    is_day = grain(timex.value) == "D"
    state.day = timex if is_day else state.day
    if not dct or not days or days[0].isoformat() <= dct[:10]:
        state.begun = timex
        if is_day:
            state.begun_day, state.begun_at = timex, place.sentence
    at, is_of_text = (place.sentence, place.paragraph), timex.anchor not in ("published", "unknown")
    if place.told and is_of_text and grain(timex.value) in ("D", "M"):
        state.told, state.told_at = timex, at
    if place.carries and (e.year or is_of_text) and grain(timex.value) in _FRAMES:
        state.frame, state.frame_at = timex, at
        if e.year and (timex.value or "")[:4] < (dct or "9999")[:4]:
            state.past_year = place.sentence


def _is_business_year(e: Expression) -> bool:
    """ "The nine months", "the year ended", "fiscal year": what a report compares is a year, no longer a quarter."""
    months = e.form == "duration" and e.unit == "M" and e.amount in (6, 9)
    rules = ("rel_count", "the_count") if months else ("ended_unit", "fiscal_rel")
    return e.rule in rules or (e.rule == "the_unit" and e.unit == "Y")


# the time of a narrative: which stated dates carry a story on, and which are named in passing

_LOOK = 160  # characters before a date in which its clause is looked for
# A sentence that opens with a participle: "Elected in 1994, she stepped down in January"
_PARTICIPLE = r"(?:[A-Z][a-z]+ed|Born|Built|Held|Begun|Written|Known|Made|Led|Won|Sold|Bought|Found|Sent|Set)"
_PASSING = re.compile(
    r"\([^()]*$"
    r"|\bborn\b[^,;.]*$"
    r"|\b(?:than|compared (?:with|to)|unlike|since|(?:far )?back (?:to|as)|dat(?:es|ed|ing) (?:from|to))\s+"
    r"(?:(?:that|those|the \w+)\s+)?(?:(?:in|of|on|early|late|mid)\s+)*$"
    r"|,\s(?:who|which|whose|where)\b[^,;.]*$"
    r"|\bhad\b(?! to\b)[^,;.]*$"
    rf"|^\W*{_PARTICIPLE}\b[^,;.]*$"
)

_Step = tuple[bool, bool, int | None]


def steps(
    text: str, found: list[Found], paragraphs: Sequence[int], starts: Sequence[int]
) -> list[tuple[bool, bool, int | None]]:
    """For each expression whether it is told and not named in passing, whether it carries the narrative of its
    paragraph on, and the place among all expressions of the next that does so with its year.

    The years of a passage are decided together: of the dates it states with their year, but for those named in passing,
    the longest run in ascending order is its chain. "1942 ... 1774 ... 1943" goes on from 1942 to 1943.
    """
    main = [f.expression.kind in ("DATE", "TIME") and not _is_passing(text, f, starts) for f in found]
    chain: set[int] = set()
    for paragraph, group in groupby(range(len(found)), key=paragraphs.__getitem__):
        stated = [i for i in group if main[i] and found[i].expression.year and not found[i].expression.era]
        end = text.find("\n", found[stated[0]].end) if stated else -1
        # the first line of a text that is no sentence is its title
        is_title = (
            paragraph == 0 and end >= 0 and text[found[stated[0]].start : end].rstrip()[-1:] not in tuple('.!?"”’')
        )
        if stated and not is_title:
            chain.update(_ascending([(found[i].expression.year or 0, i) for i in stated]))
    out: list[_Step] = []
    following: int | None = None
    for i in reversed(range(len(found))):
        if i + 1 < len(found) and paragraphs[i + 1] != paragraphs[i]:
            following = None
        out.append((main[i], i in chain if found[i].expression.year else main[i], following))
        following = i if i in chain else following
    return out[::-1]


def _is_passing(text: str, found: Found, starts: Sequence[int]) -> bool:
    """Whether a date is named in passing, by what stands before it in its sentence."""
    number = bisect_right(starts, found.start) - 1
    before = text[max(starts[number] if number >= 0 else 0, found.start - _LOOK) : found.start]
    return bool(_PASSING.search(before))


def _ascending(dates: list[tuple[int, int]]) -> list[int]:
    """Of dates, as (year, which), the longest run whose years go up or stay; the earlier told of two as long."""
    tails: list[int] = []  # the highest year, negated, with which a run of each length can go on to the end
    runs: list[tuple] = []  # of each the first date, and the run after it
    for year, which in reversed(dates):
        k = bisect_right(tails, -year)
        tails[k : k + 1], runs[k : k + 1] = [-year], [(which, runs[k - 1] if k else ())]
    chain, at = [], runs[-1] if runs else ()
    while at:
        chain.append(at[0])
        at = at[1]
    return chain


# whose "tomorrow" it is: in a quotation it is counted from the day on which it was said, where the text names that

_LONGEST = 1500  # characters of a quotation
_QUOTATION = re.compile(
    rf"“[^“”]{{1,{_LONGEST}}}”|\"[^\"\n]{{1,{_LONGEST}}}\"|(?<!\w)['‘][^'‘’\n]{{1,{_LONGEST}}}[,.!?]['’](?!\w)"
)
_SAID = re.compile(
    r"\b(?:said|wrote|told|tweeted|posted|announced|declared|warned|added|explained|replied|claimed|promised|insisted|"
    r"stated|tweet|statement|post|message|letter)\b"
)
_ENDS = re.compile(r"[.!?]\s")
_NEAR = 120  # characters between a quotation and the day it was said on
_NEIGHBOURS = 3  # expressions to either side


def from_the_day_said(text: str, found: Sequence[Timex]) -> list[Timex]:
    """The expressions of a text, those like "tomorrow" in a quotation counted from the day that it was said on."""
    if not any(_is_deictic(t) for t in found):
        return list(found)
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    begins = [begin for begin, _ in quotations]
    out = list(found)
    for i, t in enumerate(found):
        k = bisect_right(begins, t.start) - 1
        if k < 0 or not _is_deictic(t) or t.end > quotations[k][1]:
            continue
        near = found[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
        day = next((s for s in near if _is_day_said(text, s, *quotations[k])), None)
        if day:
            value = resolve(t.expression, (day.value or "")[:10])
            why = f"counted from “{day.text}” ({day.tid}), on which it was said"
            out[i] = replace(t, value=value, anchor=day.tid, confidence=0.8, why=why)
    return out


def _is_deictic(t: Timex) -> bool:
    """ "Tomorrow", "tonight", "this morning"."""
    e = t.expression
    return e.form in ("relative", "moment") and e.rel is not None and e.unit == "D" and not e.anaphor


def _is_day_said(text: str, day: Timex, begin: int, end: int) -> bool:
    """Whether "he wrote on Monday" stands with a quotation, before it or after it, in one sentence."""
    if grain(day.value) != "D" or begin <= day.start < end or day.expression.unit == "D":
        return False
    if day.start >= end:
        between = text[end : day.start] if day.start - end <= _NEAR else ""
        return bool(_SAID.search(between)) and not _ENDS.search(between)
    between = text[max(0, day.start - _NEAR // 2) : begin] if begin - day.end <= _NEAR else ""
    between = _ENDS.split(between)[-1]
    return day.text in between and bool(_SAID.search(between))
