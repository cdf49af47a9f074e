"""Times that an article's form gives: the moment of a post in a live blog, the minute of a match."""

from __future__ import annotations

from dataclasses import replace

from dateline.calendar.expression import Expression, Timex
from dateline.calendar.resolution import resolve
from dateline.calendar.values import moment, span, step_days
from dateline.segments.genres import MINUTE
from dateline.timex.rules import NUMBER_WORDS, ORDINAL_WORDS
from dateline.timex.scanner import Found

MINUTE_RULE = "match_minute"
_NOW = frozenset(["now", "right now", "currently", "at the moment", "just now"])


def of_post(timex: Timex, end: int, written: str) -> Timex:
    """An expression of a post whose clock ends at `end`: that is its moment, as is "now"; no past lies ahead of it."""
    if timex.start < end or timex.text.lower() in _NOW:
        return replace(timex, type="TIME", value=written, anchor="published", confidence=0.9, why="the post's own time")
    e, clock, today = timex.expression, moment(timex.value or ""), span(written[:10])
    if not e.lacks_day or timex.tense != "past" or clock <= moment(written) or not today:
        return timex
    before = step_days(today[0], -1)
    value = f"{written[:10]}T00:00" if clock[0] == 24 else resolve(e, before.isoformat() if before else None)
    return replace(timex, value=value, why="the latest before the post it stands in")


def with_minutes(text: str, found: list[Found]) -> list[Found]:
    """The expressions of a match report with its minutes, by the time elapsed ("PT38M", of "90+3'" PT93M)."""
    minutes = []
    for m in MINUTE.finditer(text):
        minute = _number(m["word"]) if m["word"] else int(m["of"] or 0) + int(m["more"] or 0)
        if minute or not m["word"]:
            e = Expression("stated", "TIME", MINUTE_RULE, value=f"PT{minute}M" if minute else None)
            minutes.append(Found(m.start(), m.end(), e))
    taken = {i for item in minutes for i in range(item.start, item.end)}
    kept = [item for item in found if taken.isdisjoint(range(item.start, item.end))]
    return sorted([*kept, *minutes], key=lambda item: item.start)


def _number(word: str) -> int:
    """ "Ninth", "twenty-third", "fortieth"; 0 for what is no number."""
    tens, _, ones = word.rpartition("-")
    stem = ones.removesuffix("th")
    known = ORDINAL_WORDS.get(ones) or NUMBER_WORDS.get(stem) or NUMBER_WORDS.get(stem.replace("ie", "y"))
    return int(NUMBER_WORDS.get(tens, 0)) + int(known or (12 if stem == "twelf" else 0))
