"""From what an expression says to the TIMEX3 value it has, given what it leans on: pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.calendar.days import (
    date_value,
    holiday_value,
    moment_value,
    nth_value,
    weekday_value,
    weekof_value,
)
from dateline.calendar.durations import length_value
from dateline.calendar.expression import Expression
from dateline.calendar.periods import (
    anniversary_value,
    century_value,
    decade_value,
    definite_value,
    half_value,
    offset_value,
    quarter_value,
    relative_value,
    season_value,
    year_value,
    yearend_value,
)
from dateline.calendar.steps import reference_day, units_away
from dateline.calendar.values import exists

_OUTSIDE = re.compile(r"0000|-|\d{5}")  # years that no calendar of ours has
DIRECTIONS = ("past", "future", "nearest", "onward")


def resolve(expression: Expression, reference: str | None, direction: str = "past") -> str | None:
    """The TIMEX3 value of an expression.

    Arguments:
        expression: what the words of one time expression say.
        reference: the value it leans on ("2018-09-09", "1998-03-04T18:30", "1989-Q3"), None where nothing is known.
        direction: where several days fit: "past" (the latest up to the reference), "future" (the first from it on),
            "nearest", or "onward" (in a narrative: the same year as the reference, or what follows it).

    Returns:
        the value, with X for what is not known ("XXXX-08-04"); None where it must not be resolved, for a day that no
        calendar has ("31 April"), and outside the years 1 to 9999.

    Raises:
        ValueError: the direction is none of the four.
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"direction={direction!r} is none of {', '.join(DIRECTIONS)}")
    value = FORM[expression.form](expression, reference, direction)
    return value if value is None or (exists(value) and not _OUTSIDE.match(value)) else None


def _shifted(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the day before yesterday", "the day after Christmas": a unit away from the day the rest names."""
    base = resolve(_day_of(e), reference, direction)
    ref = reference_day(base)
    if e.unit == "WEEKDAY" and ref and e.weekday:  # "the Tuesday after Labor Day"
        forward = (e.weekday - ref.isoweekday() - 1) % 7 + 1
        back = (ref.isoweekday() - e.weekday - 1) % 7 + 1
        return units_away(ref, "D", forward if (e.sign or 0) > 0 else -back)
    return units_away(ref, e.unit or "D", e.sign or 0) if ref else None


# what an expression says of its day -> the form that resolves it
_DAY_FORMS = (("holiday", "holiday"), ("month", "date"), ("weekday", "weekday"), ("value", "moment"))


def _day_of(e: Expression) -> Expression:
    form = next((form for slot, form in _DAY_FORMS if getattr(e, slot)), "relative")
    return Expression(
        form, "DATE", year=e.year, short_year=e.short_year, month=e.month, dom=e.dom, weekday=e.weekday, rel=e.rel,
        unit="D" if form == "relative" else None, value=e.value, holiday=e.holiday,
    )  # fmt: skip


def _stated(e: Expression, reference: str | None, direction: str) -> str | None:
    return e.value


def _unresolved(e: Expression, reference: str | None, direction: str) -> str | None:
    return None


FORM: dict[str, Callable[[Expression, str | None, str], str | None]] = {
    "date": date_value, "weekday": weekday_value, "holiday": holiday_value, "moment": moment_value,
    "weekof": weekof_value, "relative": relative_value, "definite": definite_value, "offset": offset_value,
    "year": year_value, "decade": decade_value, "century": century_value, "season": season_value,
    "quarter": quarter_value, "half": half_value, "yearend": yearend_value, "duration": length_value,
    "shifted": _shifted, "dayshift": _shifted, "set": _stated, "ref": _stated, "stated": _stated,
    "anaphor": _unresolved, "nth": nth_value, "anniversary": anniversary_value,
}  # fmt: skip
