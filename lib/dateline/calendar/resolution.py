"""From what an expression says to the TIMEX3 value it has, given what it leans on: pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dateline.calendar import days, periods
from dateline.calendar.expression import Expression
from dateline.calendar.steps import reference_day, units_away
from dateline.calendar.values import duration_value, exists

_OUTSIDE = re.compile(r"0000|-|\d{5}")  # years that no calendar of ours has
DIRECTIONS = ("past", "future", "nearest", "onward")


def resolve(expression: Expression, reference: str | None, direction: str = "past") -> str | None:
    """The TIMEX3 value of an expression, with X for what is not known ("XXXX-08-04"); None where it must not be
    resolved, for a day that no calendar has ("31 April"), and outside the years 1 to 9999.

    Arguments:
        expression: what the words of one time expression say.
        reference: the value it leans on ("2018-09-09", "1998-03-04T18:30", "1989-Q3"), None where nothing is known.
        direction: where several days fit: "past" (the latest up to the reference), "future" (the first from it on),
            "nearest", or "onward" (in a narrative: the same year as the reference, or what follows it).

    Raises:
        ValueError: the direction is none of the four.
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"direction={direction!r} is none of {', '.join(DIRECTIONS)}")
    value = FORM[expression.form](expression, reference, direction)
    return value if value is None or (exists(value) and not _OUTSIDE.match(value)) else None


# what an expression says of its day -> the form that resolves it
_DAY_FORMS = (("holiday", "holiday"), ("month", "date"), ("weekday", "weekday"), ("value", "moment"))


def _shifted(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the day before yesterday", "the day after Christmas": a unit away from the day the rest names."""
    form = next((form for slot, form in _DAY_FORMS if getattr(e, slot)), "relative")
    named = replace(e, form=form, unit="D" if form == "relative" else None)
    ref, sign = reference_day(resolve(named, reference, direction)), e.sign or 0
    if not ref:
        return None
    if e.unit == "WEEKDAY" and e.weekday:  # "the Tuesday after Labor Day"
        onward = (e.weekday - ref.isoweekday() - 1) % 7 + 1
        return units_away(ref, "D", onward if sign > 0 else onward - 7 - 7 * (onward == 7))
    return units_away(ref, e.unit or "D", sign)


FORM: dict[str, Callable[[Expression, str | None, str], str | None]] = {
    "date": days.date_value,
    "weekday": days.weekday_value,
    "holiday": days.holiday_value,
    "moment": days.moment_value,
    "weekof": days.weekof_value,
    "nth": days.nth_value,
    "relative": periods.relative_value,
    "definite": periods.relative_value,
    "offset": periods.offset_value,
    "anniversary": periods.anniversary_value,
    "year": periods.year_value,
    "decade": periods.decade_value,
    "century": periods.century_value,
    "season": periods.season_value,
    "quarter": periods.quarter_value,
    "half": periods.half_value,
    "yearend": periods.yearend_value,
    "shifted": _shifted,
    "dayshift": _shifted,
    "duration": lambda e, reference, direction: e.value or duration_value(e.amount, e.unit),
    "set": lambda e, reference, direction: e.value,
    "ref": lambda e, reference, direction: e.value,
    "stated": lambda e, reference, direction: e.value,
    "anaphor": lambda e, reference, direction: None,
}
