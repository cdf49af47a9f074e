"""Every time expression of a text with its value: what each leans on, and which way it looks, decided by context."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dateline.article import Article
from dateline.calendar.expression import Expression, Timex
from dateline.calendar.resolution import resolve
from dateline.calendar.values import grain, span
from dateline.segments.punkt import sentence_spans
from dateline.syntax import Trees, trees_of
from dateline.timex import anchors
from dateline.timex.anchors import PERIODS, Place, State
from dateline.timex.posts import MINUTE_RULE, of_post, with_minutes
from dateline.timex.scanner import Found, expressions
from dateline.timex.tense import direction_of, is_in_question, tense_by_tree, tense_of

CORRECTED = "corrected"  # the anchor of a value that a person set right
_WINDOW = 160  # characters on either side in which a cue counts


def tag(
    text: str,
    dct: str | None = None,
    asides: Sequence[tuple[int, int]] = (),
    right: Mapping[tuple[int, int], str] | None = None,
    starts: Sequence[int] | None = None,
    trees: Callable[[], Trees] | None = None,
    posts: Sequence[tuple[int, int, str | None]] = (),
    is_match: bool = False,
) -> list[Timex]:
    """Every time expression of a text, in order.

    Arguments:
        text: the characters the spans point into.
        dct: ISO date, or date and time, of publication; None where it is not known.
        asides: character ranges whose dates no other expression leans on (captions, boilerplate).
        right: values that a person set right, by span; what leans on such an expression leans on that value.
        starts: where its sentences start; None to find them.
        trees: gives the trees of its sentences, and is asked only where words leave open which way a date looks; None
            to make them.
        posts: of each post of a live blog where it begins, where its clock ends, and its moment, from which what stands
            in it is counted; and each turn of a conversation, which has none. No expression leans on one of another.
        is_match: whether minutes are those of a match.
    """
    found = with_minutes(text, expressions(text)) if is_match else expressions(text)
    if not found:
        return []
    starts = [start for start, _ in sentence_spans(text)] if starts is None else starts
    ends = starts[1:]
    state = State()
    trees = trees or (lambda: trees_of(Article(text)))
    out: list[Timex] = []
    previous: Timex | None = None
    told = anchors.passages(text, found, dct)
    narrative = anchors.steps(text, found, [paragraph for paragraph, _ in told], starts)
    begins, post = [begin for begin, *_ in posts], -1
    for item, (paragraph, history), (is_told, carries, following) in zip(found, told, narrative, strict=True):
        number = bisect_right(ends, item.start)
        begin = max(ends[number - 1] if number else 0, item.start - _WINDOW)
        stop = min(ends[number] if number < len(ends) else len(text), item.end + _WINDOW)
        if (at := bisect_right(begins, item.start) - 1) != post:
            post, state, previous = at, State(), None
            dct = posts[at][2] or dct
        place = Place(number, paragraph, text[begin : item.start], text[item.end : stop], history, is_told, carries)
        timex = _timex(f"t{len(out) + 1}", text, item, place, state, dct, trees)
        if following is not None and item.expression.month and "narrative" in timex.why:
            timex = _before(timex, found[following])
        if previous:
            out[-1], timex = _by_each_other(text, previous, timex)
        if post >= 0 and (moment := posts[post][2]):
            timex = of_post(timex, posts[post][1], moment)
        if right and (item.start, item.end) in right:
            timex = _corrected(timex, right[item.start, item.end])
        previous = timex
        out.append(timex)
        if not any(a <= item.start < b for a, b in asides):
            anchors.remember(timex, place, state, dct)
    return anchors.from_the_day_said(text, out)


def _before(timex: Timex, following: Found) -> Timex:
    """A date of a narrative that would lie after the next it states is the latest before that one."""
    limit, now = span(resolve(following.expression, None)), span(timex.value)
    is_late = limit and now and now[0] > limit[1]
    return replace(timex, value=resolve(timex.expression, limit[1].isoformat())) if limit and is_late else timex


_RANGE = re.compile(r"\s*(?:through|thru|to|until|till|and into|[-–—])\s*")
_AND = re.compile(r"\s+and\s+")
_BETWEEN = re.compile(r"\bbetween\s+$", re.I)
_LISTS = ("days_of_month", "month_of_days")
_NEXT_TO = 12  # characters between two days of one list, or in which "between" stands before the first


def _by_each_other(text: str, first: Timex, second: Timex) -> tuple[Timex, Timex]:
    """Two expressions in a row, where one tells what the other leaves out: the ends of a range, days of one list."""
    a, b = first.expression, second.expression
    between = text[first.end : second.start]
    is_and = bool(_AND.fullmatch(between))
    is_range = bool(_RANGE.fullmatch(between)) or (
        is_and and bool(_BETWEEN.search(text[max(0, first.start - 12) : first.start]))
    )
    begin, end = span(first.value), span(second.value)
    if a.rule == b.rule in _LISTS and a.month == b.month and not b.year and len(between) < _NEXT_TO and begin:
        return first, replace(second, value=resolve(replace(b, year=begin[0].year), None))  # "June 4, 6 and 11"
    if a.form != b.form or not (is_range or is_and):
        return first, second
    has_year = b.year or b.short_year is not None or (b.rel is not None and b.unit == "Y")
    is_open = a.form == "date" and a.month and not a.stated and a.rel is None
    if is_open and has_year and bool(a.dom) == bool(b.dom):  # "from March to May 2014"
        value = resolve(a, end[1].isoformat() if end else None)
        return _read_by(first, value, second, second.anchor, "of the year of", 0.9), second
    if not is_range:
        return first, second
    is_yearless = a.form in ("weekday", "date") and not b.year and b.rel is None
    if is_yearless and begin and end and end < begin:  # "Wednesday through Friday"
        second = _read_by(second, resolve(b, first.value, "future"), first, first.tid, "the end of the range from")
    if a.lacks_day and not b.lacks_day:  # "from 9 a.m. to 11 a.m. on Monday"
        value = resolve(a, (second.value or "").partition("T")[0] or None)
        first = _read_by(first, value, second, second.anchor, "on the day of")
    elif b.lacks_day and (first.value or "").startswith("T"):
        value = "T" + (second.value or "").partition("T")[2]
        second = replace(second, value=value, anchor="text", why=first.why)
    return first, second


def _read_by(timex: Timex, value: str | None, by: Timex, anchor: str, how: str, confidence: float = 0.8) -> Timex:
    return replace(timex, value=value, anchor=anchor, confidence=confidence, why=f"{how} “{by.text}” ({by.tid})")


def _corrected(timex: Timex, value: str) -> Timex:
    """A value that a person set right is what it is: it leans on nothing."""
    kind = "TIME" if "T" in value and not value.endswith("_REF") else "DATE"
    if value.startswith("P") and not value.endswith("_REF"):
        kind = "SET" if timex.type == "SET" else "DURATION"
    e = timex.expression if kind == "SET" else replace(timex.expression, quant=None, freq=None)
    why = "set right by a reader"
    return replace(timex, type=kind, value=value, anchor=CORRECTED, confidence=1.0, why=why, expression=e)


# "A curfew from 10 p.m. to 4 a.m."
_HABITUAL = re.compile(r"\b(?:curfews?|(?:opening|office|visiting) hours|daily|nightly|every (?:day|night))\b[^.;]*$")
_ANY = re.compile(r"\b(?:[Aa]|[Oo]ne)\s+$")  # "one Monday morning in May"; not "a statement Monday"
_BARE = re.compile(r"\s+(?:in|of|when|while|and|after|before)\b|\s*[.,;:]|\s*$")  # behind it; not "a Monday vote"
_HAD = re.compile(r"\bhad\b(?! to\b)[^,;.]*$")


def _timex(
    tid: str, text: str, item: Found, place: Place, state: State, dct: str | None, trees: Callable[[], Trees]
) -> Timex:
    e, words = item.expression, text[item.start : item.end]
    lower = words.lower()
    tense = "past" if e.weekday and lower.startswith("earlier") else tense_of(place.before, place.after)
    leans_on = anchors.lean(e, lower, tense, place, state, dct is None)
    reference = dct
    if leans_on:  # "late 1942" is its last months, so that the February after it is one of 1943
        is_late = leans_on.mod == "END" and grain(leans_on.value) == "Y" and e.month
        reference = f"{leans_on.value}-10" if is_late else leans_on.value
    elif is_in_question(e, tense, place.after, dct):
        by_tree = tense_by_tree(trees(), item.start, item.end)
        tense = tense if (tense, by_tree) == ("weak", "none") else by_tree
    is_onward = leans_on and (place.history or state.past_year == place.sentence)
    direction = "onward" if is_onward else direction_of(e, tense, reference)
    if is_onward and e.month and _HAD.search(place.before):
        direction = "past"  # "he had come in March"
    anchor = leans_on.tid if leans_on else "published" if dct else "unknown"
    if e.rule == MINUTE_RULE or (e.stated and (reference or e.short_year is None)):
        anchor = "text"
    # "this period": only accounts have periods of a known length
    is_bare_period = e.form == "quarter" and e.ordinal is None and e.year is None and lower.endswith("period")
    value: str | None = None
    if leans_on and e.anaphor and not anchors.is_as_fine(leans_on.value, e):
        anchor, confidence = "unknown", _UNSURE
        why = f"leans on a {PERIODS.get(e.unit or 'D', 'day')}, and “{leans_on.text}” ({leans_on.tid}) is coarser"
    elif e.form == "anaphor" or (is_bare_period and not leans_on):
        value, anchor, confidence, why = _same_time(place, state, lower.startswith("this"))
    elif e.lacks_day and _HABITUAL.search(place.before):
        value = "T" + (resolve(e, None) or "").partition("T")[2]
        anchor, confidence, why = "text", 0.8, "a time of every day"
    elif e.weekday and e.rel is None and not e.month and _ANY.search(place.before) and _BARE.match(place.after):
        value, anchor, confidence, why = resolve(e, None), "unknown", _UNSURE, "which one it was is not said"
    elif anchors.lacks_its_base(e, lower, tense, leans_on):
        anchor, confidence, why = "unknown", _UNSURE, "counted from something without a date"
    else:
        value = resolve(e, reference, direction)
        confidence, why = _account(e, anchor, leans_on, value, tense, direction)
        why += f"; a clock of UTC{e.zone.replace('Z', '+00:00')}" if e.zone else ""
    return Timex(tid, item.start, item.end, words, e.kind, value, e.mod, anchor, confidence, why, tense, e)


def _same_time(place: Place, state: State, is_now: bool) -> tuple[str | None, str, float, str]:
    """ "Around the same time": resolved only where what it leans on stands in the same sentence."""
    date = state.date
    if date is None:
        return None, "unknown", _UNSURE, "leans on something without a date"
    if state.sentence == place.sentence and not is_now:
        return date.value, date.tid, 0.5, f"leans on “{date.text}” ({date.tid}) in the same sentence"
    why = f"what it leans on is not in its sentence; candidate: “{date.text}” ({date.tid}, {date.value})"
    return None, "unknown", _UNSURE, why


_UNSURE = 0.2
# Of forms that lean on nothing: how sure they are, and why
_PLAIN = {
    "ref": (0.8, "a reference to the past, present or future without a date"),
    "duration": (0.9, "a length of time, not a date"),
    "set": (0.9, "a repeated time"),
}
_LOOKS = {"future": "the first from", "past": "the latest up to", "nearest": "the nearest to"}
_AHEAD = {"future": 0.75, "weak": 0.7, "would": 0.7, "planned": 0.7}  # how sure a date is by what its clause looks to


def _account(
    e: Expression, anchor: str, leans_on: Timex | None, value: str | None, tense: str, direction: str
) -> tuple[float, str]:
    """How sure the value is, and in one line how it came about."""
    on = "the publication date" if anchor == "published" else f"“{leans_on.text}” ({anchor})" if leans_on else ""
    if e.rule == MINUTE_RULE:
        return 0.9, "a minute of the match" if value else "a time of the match, of no minute that is told"
    if e.form in _PLAIN:
        return _PLAIN[e.form]
    if value is None and (e.dom or e.value or anchor not in ("text", "unknown")):
        return _UNSURE, "no such date" + (f", counted from {on}" if on and anchor != "text" else "")
    if anchor == "text":
        left = "order of day and month" if e.order == "either" else "century" if e.short_year is not None else ""
        return (0.9 if left else 0.98), "stated in the text" + (f": the {left} is not" if left else "")
    if anchor == "unknown" and (e.short_year is not None or e.decade is not None):
        return 0.3, "no century in the text, and the publication date is not known"
    if anchor == "unknown":
        return 0.3, "needs the publication date, which is not known"
    if leans_on:
        return 0.6, f"counted from {on}" + ", the date that the narrative has come to" * (direction == "onward")
    if e.form not in ("date", "weekday", "moment", "holiday", "season") or e.rel is not None:
        return 0.9, f"counted from {on}"
    missing = (
        "year" if e.month or e.form in ("holiday", "season") else "week" if e.weekday else "month" if e.dom else ""
    )
    if not missing:
        return 0.75, f"no day in the text: that of {on}"
    cue = f" (its clause looks ahead: {tense})" if direction == "future" and tense in _AHEAD else ""
    return _AHEAD.get(tense, 0.9), f"no {missing} in the text: {_LOOKS.get(direction, 'by')} {on}{cue}"
