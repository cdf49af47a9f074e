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
from dateline.timex.anchors import PERIODS, Place, State, is_as_fine, lacks_its_base, lean, passages, remember
from dateline.timex.deixis import from_the_day_said
from dateline.timex.governing import tense_by_tree
from dateline.timex.narrative import steps
from dateline.timex.posts import MINUTE_RULE, of_post, with_minutes
from dateline.timex.scanner import Found, expressions
from dateline.timex.tense import can_be_of_verb, direction_of, is_in_question, tense_of

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

    Returns:
        one `Timex` an expression, without overlap; `value` as TIMEX3 has it (TimeML 1.2.1), None where it must not be
        resolved.
    """
    found = with_minutes(text, expressions(text)) if is_match else expressions(text)
    if not found:
        return []
    starts = [start for start, _ in sentence_spans(text)] if starts is None else starts
    ends = starts[1:]
    state = State()
    trees = trees or _trees_of_own(text)
    out: list[Timex] = []
    previous: Timex | None = None
    told = passages(text, found, dct)
    narrative = steps(text, found, [paragraph for paragraph, _ in told], starts)
    begins, post = [begin for begin, *_ in posts], -1
    for item, (paragraph, history), step in zip(found, told, narrative, strict=True):
        number = bisect_right(ends, item.start)
        begin = max(ends[number - 1] if number else 0, item.start - _WINDOW)
        stop = min(ends[number] if number < len(ends) else len(text), item.end + _WINDOW)
        if (at := bisect_right(begins, item.start) - 1) != post:
            post, state, previous = at, State(), None
            dct = posts[at][2] or dct
        place = Place(number, paragraph, text[begin : item.start], text[item.end : stop], history, step)
        timex = _timex(f"t{len(out) + 1}", text, item, place, state, dct, trees)
        if step.following is not None and item.expression.month and "narrative" in timex.why:
            timex = _before(timex, found[step.following])
        if previous and _shares_its_year(text, previous, item):
            out[-1] = _in_year_of(previous, timex)
        if previous and _is_of_one_list(previous, item):
            timex = replace(timex, value=resolve(replace(item.expression, year=int(str(previous.value)[:4])), None))
        if previous and _is_range(text, previous, item):
            timex = _range_end(timex, previous)
            if _lacks_day(previous.expression) and not _lacks_day(item.expression):
                out[-1] = _on_day_of(previous, timex)
            if _lacks_day(item.expression) and (previous.value or "").startswith("T"):
                timex = replace(
                    timex, value="T" + (timex.value or "").partition("T")[2], anchor="text", why=previous.why
                )
        if post >= 0 and (moment := posts[post][2]):
            timex = of_post(timex, posts[post][1], moment)
        if right and (item.start, item.end) in right:
            timex = _corrected(timex, right[item.start, item.end])
        previous = timex
        out.append(timex)
        if not any(a <= item.start < b for a, b in asides):
            remember(timex, place, state, dct)
    return from_the_day_said(text, out)


def _trees_of_own(text: str) -> Callable[[], Trees]:
    article = Article(text)
    return lambda: trees_of(article)


def _before(timex: Timex, following: Found) -> Timex:
    """A date of a narrative that would lie after the next it states is the latest before that one."""
    limit, now = span(resolve(following.expression, None)), span(timex.value)
    if not limit or not now or now[0] <= limit[1]:
        return timex
    return replace(timex, value=resolve(timex.expression, limit[1].isoformat()))


_RANGE = re.compile(r"\s*(?:through|thru|to|until|till|and into|[-–—])\s*")


def _is_range(text: str, first: Timex, second: Found) -> bool:
    """ "May to July", "between May and July", and not "on Friday to December's figures"."""
    between = text[first.end : second.start][:20]
    joined = _RANGE.fullmatch(between)
    if between.strip() == "and":
        joined = re.search(r"\bbetween\s+$", text[max(0, first.start - 12) : first.start], re.I)
    return bool(joined) and first.expression.form == second.expression.form


_JOINED = re.compile(r"\s+and\s+")


def _shares_its_year(text: str, first: Timex, second: Found) -> bool:
    """ "From March to May 2014", "between 3 March and 9 April of last year": both months are of one year."""
    a, b = first.expression, second.expression
    is_open = a.form == b.form == "date" and a.month and not a.stated and a.rel is None
    has_year = b.year or b.short_year is not None or (b.rel is not None and b.unit == "Y")
    joined = _is_range(text, first, second) or _JOINED.fullmatch(text[first.end : second.start])
    return bool(is_open and has_year and bool(a.dom) == bool(b.dom) and joined)


def _in_year_of(timex: Timex, end: Timex) -> Timex:
    last = span(end.value)
    value = resolve(timex.expression, last[1].isoformat() if last else None)
    return replace(
        timex, value=value, anchor=end.anchor, confidence=0.9, why=f"of the year of “{end.text}” ({end.tid})"
    )


def _is_of_one_list(first: Timex, second: Found) -> bool:
    """ "June 4, 6 and 11": days of one month are of one year."""
    a, b = first.expression, second.expression
    is_list = a.rule == b.rule in ("days_of_month", "month_of_days") and a.month == b.month and not b.year
    return is_list and second.start - first.end < _NEXT_TO and bool(span(first.value))


_NEXT_TO = 12  # characters between two days of one list


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


def _lacks_day(e: Expression) -> bool:
    return e.form == "moment" and not (e.weekday or e.month or e.value or e.rel is not None)


def _on_day_of(timex: Timex, end: Timex) -> Timex:
    """ "From 9 a.m. to 11 a.m. on Monday": both clocks are of that Monday."""
    value = resolve(timex.expression, (end.value or "").partition("T")[0] or None)
    return replace(timex, value=value, anchor=end.anchor, confidence=0.8, why=f"on the day of “{end.text}” ({end.tid})")


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


def _timex(
    tid: str, text: str, item: Found, place: Place, state: State, dct: str | None, trees: Callable[[], Trees]
) -> Timex:
    e = item.expression
    words = text[item.start : item.end]
    tense = tense_of(place.before, place.after)
    leans_on = lean(e, words.lower(), tense, place, state, dct is None)
    reference = _late(leans_on, e) if leans_on else dct
    if not leans_on and is_in_question(e, tense, place.before, place.after, dct):
        is_far = tense == "past" and not can_be_of_verb(place.before)
        by_tree = "none" if is_far else tense_by_tree(trees(), item.start, item.end)
        tense = tense if (tense, by_tree) == ("weak", "none") else by_tree
    onward = place.history or state.past_year == place.sentence
    direction = "onward" if leans_on and onward else direction_of(e, tense, reference)
    if direction == "onward" and e.month and _HAD.search(place.before):
        direction = "past"  # "he had come in March"
    anchor = leans_on.tid if leans_on else "published" if dct else "unknown"
    if e.rule == MINUTE_RULE or (e.stated and (reference or e.short_year is None)):
        anchor = "text"
    if leans_on and e.anaphor and not is_as_fine(leans_on.value, e):
        value, anchor, confidence = None, "unknown", 0.2
        why = f"leans on a {PERIODS.get(e.unit or 'D', 'day')}, and “{leans_on.text}” ({leans_on.tid}) is coarser"
    elif e.form == "anaphor" or (_is_bare_period(e, words) and not leans_on):
        value, anchor, confidence, why = _same_time(place, state, words.lower().startswith("this"))
    elif e.form == "moment" and _lacks_day(e) and _HABITUAL.search(place.before):
        value = "T" + (resolve(e, None) or "").partition("T")[2]
        anchor, confidence, why = "text", 0.8, "a time of every day"
    elif lacks_its_base(e, words.lower(), tense, leans_on):
        value, anchor, confidence, why = None, "unknown", 0.2, "counted from something without a date"
    else:
        value = resolve(e, reference, direction)
        confidence, why = _account(e, anchor, leans_on, value, tense, direction)
        why += f"; a clock of UTC{e.zone.replace('Z', '+00:00')}" if e.zone else ""
    return Timex(tid, item.start, item.end, words, e.kind, value, e.mod, anchor, confidence, why, tense, e)


# "A curfew from 10 p.m. to 4 a.m."
_HABITUAL = re.compile(r"\b(?:curfews?|(?:opening|office|visiting) hours|daily|nightly|every (?:day|night))\b[^.;]*$")


def _late(leans_on: Timex, e: Expression) -> str | None:
    """What a date is counted from: "late 1942" is its last months, so that the February after it is one of 1943."""
    late = leans_on.mod == "END" and grain(leans_on.value) == "Y" and e.month
    return f"{leans_on.value}-10" if late else leans_on.value


_HAD = re.compile(r"\bhad\b(?! to\b)[^,;.]*$")


def _is_bare_period(e: Expression, words: str) -> bool:
    """ "This period": only accounts have periods of a known length."""
    return e.form == "quarter" and e.ordinal is None and e.year is None and words.lower().endswith("period")


def _same_time(place: Place, state: State, is_now: bool) -> tuple[str | None, str, float, str]:
    """ "Around the same time": resolved only where what it leans on stands in the same sentence."""
    if state.date is None:
        return None, "unknown", 0.2, "leans on something without a date"
    if state.sentence == place.sentence and not is_now:
        return (
            state.date.value,
            state.date.tid,
            0.5,
            f"leans on “{state.date.text}” ({state.date.tid}) in the same sentence",
        )
    candidate = f"“{state.date.text}” ({state.date.tid}, {state.date.value})"
    return None, "unknown", 0.2, f"what it leans on is not in its sentence; candidate: {candidate}"


def _missing(e: Expression) -> str:
    """The coarsest part that a date without a year leaves open."""
    if e.month or e.form in ("holiday", "season"):
        return "no year"
    return "no week" if e.weekday else "no month" if e.dom else "no day"


def _account(
    e: Expression, anchor: str, leans_on: Timex | None, value: str | None, tense: str, direction: str
) -> tuple[float, str]:
    """How sure the value is, and in one line how it came about."""
    on = "the publication date" if anchor == "published" else f"“{leans_on.text}” ({anchor})" if leans_on else ""
    if e.rule == MINUTE_RULE:
        return 0.9, "a minute of the match" if value else "a time of the match, of no minute that is told"
    if e.form == "ref":
        return 0.8, "a reference to the past, present or future without a date"
    if e.form in ("duration", "set"):
        return 0.9, "a length of time, not a date" if e.form == "duration" else "a repeated time"
    if value is None and (e.dom or e.value):
        return 0.2, "no such date" + (f", counted from {on}" if on and anchor != "text" else "")
    if anchor == "text":
        left = "order of day and month" if e.order == "either" else "century" if e.short_year is not None else ""
        return (0.9 if left else 0.98), "stated in the text" + (f": the {left} is not" if left else "")
    if anchor == "unknown" and (e.short_year is not None or e.decade is not None):
        return 0.3, "no century in the text, and the publication date is not known"
    if anchor == "unknown":
        return 0.3, "needs the publication date, which is not known"
    if value is None:
        return 0.2, f"no such date, counted from {on}"
    if leans_on:
        return 0.6, f"counted from {on}" + (
            ", the date that the narrative has come to" if direction == "onward" else ""
        )
    if e.form in ("date", "weekday", "moment", "holiday", "season") and e.rel is None:
        missing = _missing(e)
        if missing == "no day":
            return 0.75, f"no day in the text: that of {on}"
        looks = {"future": "the first from", "past": "the latest up to", "nearest": "the nearest to"}.get(
            direction, "by"
        )
        sure = {"future": 0.75, "weak": 0.7, "would": 0.7, "planned": 0.7}.get(tense, 0.9)
        cue = (
            f" (its clause looks ahead: {tense})"
            if direction == "future" and tense in ("future", "would", "planned", "weak")
            else ""
        )
        return sure, f"{missing} in the text: {looks} {on}{cue}"
    return 0.9, f"counted from {on}"
