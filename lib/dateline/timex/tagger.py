"""Every time expression of a text with its value: what each leans on, and which way it looks, decided by context."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .expression import Expression
from .granules import grain, span
from .references import before_christ
from .resolver import resolve
from .scanner import Found, expressions
from .tense import direction_of, tense_of

# Ends of sentences, well enough to look for cues: full stops after titles and initials are none.
_SENTENCE_END = re.compile(
    r"[.!?](?<!\b(?:Mr|Ms|Dr|St|Co|Lt|Jr)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Inc|Col)\.)(?<!\bCorp\.)(?<!\b[A-Z]\.)"
    r"[\"'”’)]*\s+(?=[\"“'‘`(]*[A-Z])|\n[ \t\r]*\n\s*"
)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
CORRECTED = "corrected"  # the anchor of a value that a person set right
_WINDOW = 160  # characters on either side in which a cue counts
_OPENING = 3  # dates at the head of a text that tell news from history


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression, as TIMEX3 has it, and why it is read so."""

    tid: str
    start: int
    end: int
    text: str
    type: str
    value: str | None
    mod: str | None
    anchor: str
    confidence: float
    why: str
    tense: str  # of its clause: past, future, weak (to ..., by) or none
    expression: Expression


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an expression stands: what lies round it in its sentence, and what its passage is like."""

    sentence: int
    paragraph: int
    before: str
    after: str
    history: str  # text, paragraph or none


class _State:
    """What has been said so far: the dates that later expressions can lean on."""

    __slots__ = ("date", "day", "paragraph", "past_year", "period", "sentence", "stated")

    def __init__(self) -> None:
        self.date: Timex | None = None  # the last date of any granularity
        self.day: Timex | None = None  # the last single day
        self.stated: Timex | None = None  # the last date that stands in the text with its year
        self.period: Timex | None = None  # the quarter or year a business report speaks of
        self.sentence = self.paragraph = -1  # of the last date
        self.past_year = -1  # the sentence that last stated a year before that of publication


def tag(
    text: str,
    dct: str | None = None,
    asides: Sequence[tuple[int, int]] = (),
    right: Mapping[tuple[int, int], str] | None = None,
) -> list[Timex]:
    """Every time expression of a text, in order.

    Arguments:
        text: the characters the spans point into.
        dct: ISO date, or date and time, of publication; None where it is not known.
        asides: character ranges whose dates no other expression leans on (captions, boilerplate).
        right: values that a person set right, by span; what leans on such an expression leans on that value.

    Returns:
        one `Timex` an expression, without overlap; `value` as TIMEX3 has it (TimeML 1.2.1), None where it must not be
        resolved.
    """
    found = expressions(text)
    if not found:
        return []
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    state = _State()
    out: list[Timex] = []
    previous: Timex | None = None
    for item, (paragraph, history) in zip(found, _passages(text, found, dct), strict=True):
        number = bisect_right(ends, item.start)
        begin = max(ends[number - 1] if number else 0, item.start - _WINDOW)
        stop = min(ends[number] if number < len(ends) else len(text), item.end + _WINDOW)
        place = _Place(number, paragraph, text[begin : item.start], text[item.end : stop], history)
        timex = _timex(f"t{len(out) + 1}", text, item, place, state, dct)
        if previous and _is_range(text, previous, item):
            timex = _range_end(timex, previous)
        if right and (item.start, item.end) in right:
            timex = _corrected(timex, right[item.start, item.end])
        previous = timex
        out.append(timex)
        if not any(a <= item.start < b for a, b in asides):
            _remember(timex, place, state, dct)
    return out


_RANGE = re.compile(r"\s*(?:through|thru|to|until|till|and into|[-–—])\s*")


def _is_range(text: str, first: Timex, second: Found) -> bool:
    """ "May to July", "between May and July", and not "on Friday to December's figures"."""
    between = text[first.end : second.start][:20]
    joined = _RANGE.fullmatch(between)
    if between.strip() == "and":
        joined = re.search(r"\bbetween\s+$", text[max(0, first.start - 12) : first.start], re.I)
    return bool(joined) and first.expression.form == second.expression.form


def _range_end(timex: Timex, first: Timex) -> Timex:
    """ "Wednesday through Friday": the end of a range lies after its begin, where it names no year itself."""
    e = timex.expression
    begin, end = span(first.value), span(timex.value)
    if e.form not in ("weekday", "date") or e.year or e.rel is not None or not begin or not end or end >= begin:
        return timex
    value = resolve(e, first.value, "future")
    return replace(
        timex, value=value, anchor=first.tid, confidence=0.8, why=f"the end of the range from “{first.text}”"
    )


def _corrected(timex: Timex, value: str) -> Timex:
    """A value that a person set right is what it is: it leans on nothing."""
    if value.endswith("_REF"):
        kind = "DATE"
    elif value.startswith("P"):
        kind = "SET" if timex.type == "SET" else "DURATION"
    else:
        kind = "TIME" if "T" in value else "DATE"
    e = timex.expression if kind == "SET" else replace(timex.expression, quant=None, freq=None)
    why = "set right by a reader"
    return replace(timex, type=kind, value=value, anchor=CORRECTED, confidence=1.0, why=why, expression=e)


def _passages(text: str, found: list[Found], dct: str | None) -> list[tuple[int, str]]:
    """For each expression the number of its paragraph, and what its passage is: a text of history, a paragraph of
    history, or news ("").

    A text that states many years long before its date, few of its own time, and does not open with the time of its
    writing ("Friday", "last week") is history throughout, and so is one of a few such years, a month of one among
    them, that names nothing of its own time; in other texts a paragraph of two stated past dates and no "today" or
    "Friday" is.
    """
    latest = int(dct[:4]) - 1 if dct else 9999
    breaks = [m.end() for m in _PARAGRAPH.finditer(text)]
    paragraph = [bisect_right(breaks, f.start) for f in found]
    stated = [bool(f.expression.year and f.expression.year < latest) for f in found]
    present = [_leans_on_publication(f.expression) or (f.expression.year or 0) >= latest for f in found]
    opening = [now for now, then in zip(present, stated, strict=True) if now or then][:_OPENING]
    months = any(yes and (f.expression.month or f.expression.season) for yes, f in zip(stated, found, strict=True))
    many = sum(stated) >= 5 and sum(stated) > 2 * sum(present) and not any(opening)
    if many or (sum(stated) >= 3 and months and not any(present)):
        return [(p, "text") for p in paragraph]
    past = Counter(p for p, yes in zip(paragraph, stated, strict=True) if yes)
    news = Counter(p for p, yes in zip(paragraph, present, strict=True) if yes)
    return [(p, "paragraph" if past[p] >= 2 and not news[p] else "") for p in paragraph]


def _leans_on_publication(e: Expression) -> bool:
    """ "Friday", "last week", "this morning": of the time of writing; "the morning" can be that of any day."""
    if e.anaphor or e.year:
        return False
    return e.form in ("weekday", "relative") or (e.form == "moment" and (bool(e.weekday) or e.rel is not None))


def _lean(e: Expression, text: str, tense: str, place: _Place, state: _State) -> Timex | None:
    """The earlier expression this one leans on, None where it leans on the publication date."""
    if e.form == "quarter" and (e.back or e.ordinal is None):
        return None if "current" in text else state.period
    if _follows_on(e, text, tense) and e.form != "offset":
        return state.date if place.sentence - state.sentence <= 2 else None
    if e.back and e.form == "offset":
        return state.period or (state.date if e.anaphor else None)
    if e.anaphor:
        return state.day if _is_by_day(e) and state.day else state.date
    if (e.form == "definite" and e.unit == "D") or e.rule == "the_part":
        return state.day
    if e.rule == "time":
        return state.day if state.sentence >= place.sentence - 2 else None
    if e.form == "date" and e.month and e.rel is None and tense != "future" and state.past_year == place.sentence:
        return state.date  # "in 2019 the first fell ill on February 6"
    if not _goes_through_history(place, state) or tense == "future" or e.rel is not None:
        return None
    by_day = e.form in ("weekday", "moment", "holiday") and state.day is state.date
    return state.date if by_day or e.form in ("date", "season") else None


def _follows_on(e: Expression, text: str, tense: str) -> bool:
    """ "The next year they left", "two days later they left": counted from what was told before."""
    if tense != "past":
        return False
    if e.form == "offset":
        return e.anaphor and e.sign == 1
    # the other words that follow on ("the following year", "the next day") are anaphora
    return e.form in ("relative", "season", "date") and e.rel == 1 and text.startswith("the ") and not e.anaphor


def _lacks_its_base(e: Expression, text: str, tense: str, leans_on: Timex | None) -> bool:
    """ "That day", "the next day": of no day where none was named; "the previous year" can be that before this one."""
    if leans_on:
        return e.amount == "X" and _follows_on(e, text, tense)
    by_rel = e.anaphor and e.form != "offset" and (e.rel == 0 or (e.rel == 1 and tense != "future"))
    return by_rel or _follows_on(e, text, tense)


def _goes_through_history(place: _Place, state: _State) -> bool:
    """Whether a month or day without a year is one of the year last named. In a paragraph of a text that else is news
    it is only where a month or day of that year was named there: after a bare year it is one of this year."""
    if place.history == "text" or state.stated is None or state.date is None:
        return bool(place.history and state.stated)
    return place.history == "paragraph" and state.paragraph == place.paragraph and grain(state.date.value) in ("M", "D")


def _is_by_day(e: Expression) -> bool:
    return e.unit == "D" or bool(e.weekday or e.part)


_PERIODS = {"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter"}
# The granularities in which a period can lie: "that month" leans on a day or a month, never on a year
_FINE = {"D": "D", "W": "D W WE", "WE": "D W WE", "M": "D W M", "Q": "D W M Q"}


def _is_as_fine(value: str | None, e: Expression) -> bool:
    unit = "D" if _is_by_day(e) else e.unit or ""
    return e.form == "offset" or unit not in _FINE or grain(value) in _FINE[unit].split()


def _timex(tid: str, text: str, item: Found, place: _Place, state: _State, dct: str | None) -> Timex:
    e = item.expression
    words = text[item.start : item.end]
    tense = tense_of(place.before, place.after)
    leans_on = _lean(e, words.lower(), tense, place, state)
    reference = leans_on.value if leans_on else dct
    onward = place.history or state.past_year == place.sentence
    direction = "onward" if leans_on and onward else direction_of(e, tense, reference)
    anchor = leans_on.tid if leans_on else "published" if dct else "unknown"
    if e.stated:
        anchor = "text"
    if leans_on and e.anaphor and not _is_as_fine(leans_on.value, e):
        value, anchor, confidence = None, "unknown", 0.2
        why = f"leans on a {_PERIODS.get(e.unit or 'D', 'day')}, and “{leans_on.text}” ({leans_on.tid}) is coarser"
    elif e.form == "anaphor" or (_is_bare_period(e, words) and not leans_on):
        value, anchor, confidence, why = _same_time(place, state)
    elif _lacks_its_base(e, words.lower(), tense, leans_on):
        value, anchor, confidence, why = None, "unknown", 0.2, "counted from something without a date"
    else:
        value = resolve(e, reference, direction)
        confidence, why = _account(e, anchor, leans_on, value, tense, direction)
        why += f"; a clock of UTC{e.zone.replace('Z', '+00:00')}" if e.zone else ""
    return Timex(tid, item.start, item.end, words, e.kind, value, e.mod, anchor, confidence, why, tense, e)


def _is_bare_period(e: Expression, words: str) -> bool:
    """ "This period": only accounts have periods of a known length."""
    return e.form == "quarter" and e.ordinal is None and e.year is None and words.lower().endswith("period")


def _same_time(place: _Place, state: _State) -> tuple[str | None, str, float, str]:
    """ "Around the same time": resolved only where what it leans on stands in the same sentence."""
    if state.date is None:
        return None, "unknown", 0.2, "leans on something without a date"
    if state.sentence == place.sentence:
        return (
            state.date.value,
            state.date.tid,
            0.5,
            f"leans on “{state.date.text}” ({state.date.tid}) in the same sentence",
        )
    candidate = f"“{state.date.text}” ({state.date.tid}, {state.date.value})"
    return None, "unknown", 0.2, f"what it leans on is not in its sentence; candidate: {candidate}"


def _account(
    e: Expression, anchor: str, leans_on: Timex | None, value: str | None, tense: str, direction: str
) -> tuple[float, str]:
    """How sure the value is, and in one line how it came about."""
    on = "the publication date" if anchor == "published" else f"“{leans_on.text}” ({anchor})" if leans_on else ""
    if e.form == "ref":
        return 0.8, "a reference to the past, present or future without a date"
    if e.form in ("duration", "set"):
        return 0.9, "a length of time, not a date" if e.form == "duration" else "a repeated time"
    if anchor == "text":
        order = ": the order of day and month is not" if e.order == "either" else ""
        return (0.9 if order else 0.98), "stated in the text" + order
    if anchor == "unknown":
        return 0.3, "needs the publication date, which is not known"
    if value is None:
        return 0.2, f"no such date, counted from {on}"
    if leans_on:
        return 0.6, f"counted from {on}" + (
            ", the last date named in a passage of history" if direction == "onward" else ""
        )
    if e.form in ("date", "weekday", "moment", "holiday", "season") and e.rel is None:
        missing = "no year" if e.month or e.form in ("holiday", "season") else "no week" if e.weekday else "no day"
        if missing == "no day":
            return 0.75, f"no day in the text: that of {on}"
        looks = {"future": "the first from", "past": "the latest up to", "nearest": "the nearest to"}.get(
            direction, "by"
        )
        sure = {"future": 0.75, "weak": 0.7}.get(tense, 0.9)
        cue = f" (its clause looks ahead: {tense})" if direction == "future" and tense in ("future", "weak") else ""
        return sure, f"{missing} in the text: {looks} {on}{cue}"
    return 0.9, f"counted from {on}"


def _remember(timex: Timex, place: _Place, state: _State, dct: str | None) -> None:
    """Keep what later expressions can lean on."""
    e = timex.expression
    if e.form == "quarter" and not e.back and e.year is None and not (e.unit == "Y" and e.rel):
        now, then = span(timex.value), span(state.period.value) if state.period else None
        over = now and dct and now[1].isoformat() <= dct
        if now and (not then or (over and now[0] >= then[0]) or (e.rule == "adjectival_quarter" and over)):
            state.period = timex
    if dct and _is_business_year(e):
        state.period = replace(timex, value=dct[:4])
    if timex.type not in ("DATE", "TIME") or not (span(timex.value) or before_christ(timex.value)):
        return
    state.date, state.sentence, state.paragraph = timex, place.sentence, place.paragraph
    if grain(timex.value) == "D":
        state.day = timex
    if timex.anchor == "text":
        state.stated = timex
        if (timex.value or "")[:4] < (dct or "9999")[:4]:
            state.past_year = place.sentence


def _is_business_year(e: Expression) -> bool:
    """ "The nine months", "the year ended", "fiscal year": what a report compares is a year, no longer a quarter."""
    if e.form == "duration" and e.unit == "M" and e.amount in (6, 9):
        return e.rule in ("rel_count", "the_count")
    return e.rule in ("ended_unit", "fiscal_rel") or (e.rule == "the_unit" and e.unit == "Y")
