"""What a live blog counts from: the moment of the post that an expression stands in."""

from __future__ import annotations

from dataclasses import replace

from dateline.calendar.expression import Timex
from dateline.calendar.resolution import resolve
from dateline.calendar.values import moment, span, step_days

_NOW = frozenset(["now", "right now", "currently", "at the moment", "just now"])


def of_post(timex: Timex, end: int, written: str) -> Timex:
    """An expression as one of a post whose clock ends at `end` and that was written at the moment `written`.

    The clock is that moment, and so is "now"; a clock time told as past that would lie ahead is of the day before.
    """
    if timex.start < end:
        return replace(timex, type="TIME", value=written, anchor="published", confidence=0.9, why="the post's own time")
    if timex.text.lower() in _NOW:
        return replace(timex, type="TIME", value=written, anchor="published", confidence=0.8, why="the post's own time")
    day, clock = written[:10], moment(timex.value or "")
    if (
        timex.tense == "past"
        and (timex.value or "")[:10] == day
        and clock[:1]
        and clock > moment(written)
        and _has_clock(timex)
    ):
        today = span(day)
        before = step_days(today[0], -1) if today else None
        value = f"{day}T00:00" if clock[0] == 24 else resolve(timex.expression, before.isoformat() if before else None)
        return replace(timex, value=value, why="the latest before the post it stands in")
    return timex


def _has_clock(timex: Timex) -> bool:
    """Whether a time names a clock and no day."""
    e = timex.expression
    return e.form == "moment" and not (e.weekday or e.month or e.rel is not None) and "T" in (timex.value or "")
