"""What an expression leans on: the publication date, or an earlier expression, decided by passage and by its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from dateline.calendar.expression import Expression, Timex
from dateline.calendar.steps import before_christ
from dateline.calendar.values import day, grain, span
from dateline.timex.narrative import Step, is_frame
from dateline.timex.scanner import Found

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
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
    step: Step


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

    A text that states many years long before its date, few of its own time, and does not open with the time of its
    writing is history throughout, and so is one of a few such years, with a month of one, that names nothing of its own
    time; in other texts a paragraph of two stated past dates and no "today" or "Friday" is.
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
    if timex.type not in ("DATE", "TIME") or not (days or before_christ(timex.value)):
        return
    state.date, state.sentence = timex, place.sentence
    is_day = grain(timex.value) == "D"
    state.day = timex if is_day else state.day
    if not dct or not days or days[0].isoformat() <= dct[:10]:
        state.begun = timex
        if is_day:
            state.begun_day, state.begun_at = timex, place.sentence
    at, is_of_text = (place.sentence, place.paragraph), timex.anchor not in ("published", "unknown")
    if place.step.told and is_of_text and grain(timex.value) in ("D", "M"):
        state.told, state.told_at = timex, at
    if place.step.carries and (e.year or is_of_text) and is_frame(timex.value):
        state.frame, state.frame_at = timex, at
        if e.year and (timex.value or "")[:4] < (dct or "9999")[:4]:
            state.past_year = place.sentence


def _is_business_year(e: Expression) -> bool:
    """ "The nine months", "the year ended", "fiscal year": what a report compares is a year, no longer a quarter."""
    months = e.form == "duration" and e.unit == "M" and e.amount in (6, 9)
    rules = ("rel_count", "the_count") if months else ("ended_unit", "fiscal_rel")
    return e.rule in rules or (e.rule == "the_unit" and e.unit == "Y")
