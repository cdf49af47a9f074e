"""Days from a reference: dates, weekdays, named days and the time of day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.calendar.expression import Expression
from dateline.calendar.feasts import HOLIDAYS, feast
from dateline.calendar.steps import day_leant_on, in_year, pick, reference_day, units_away, year_of, yearly
from dateline.calendar.values import day, exists, grain, nth_weekday, span, step_days, step_months, week

_JUST_PAST = 3  # months that a narrative goes back without a word


def date_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Oct. 4 2017", "August 4", "last May", "early March"."""
    ref = day_leant_on(e, reference)
    if e.month is None:
        return _day_of_month(e.dom or 1, ref, direction)
    year, month, dom = year_of(e, ref, direction), e.month, e.dom
    if year is None and ref:
        # a narrative goes on to the next year where the month is past by then, and not just past
        fine = e.rel is None and grain(reference) in ("M", "D", "SEASON", "Q")
        this = ref.year + (fine and month + _JUST_PAST < ref.month)
        # "last May" never is the month of the reference
        year = yearly(e, lambda y: day(y, month, dom or 1), ref if dom else ref.replace(day=1), direction, this)
    return in_year(e, ref, year, f"-{month:02d}" + (f"-{dom:02d}" if dom else ""))


def _day_of_month(dom: int, ref: date | None, direction: str) -> str | None:
    """ "the 4th": of the month of the reference, or of the one before or after it."""
    if ref is None:
        return f"XXXX-XX-{dom:02d}"
    months = (0,) if direction == "onward" else range(-2, 3)
    days = [day(*step_months(ref.year, ref.month, n), dom) for n in months]
    found = days[0] if direction == "onward" else pick(days, ref, direction)
    return found.isoformat() if found else None


def nth_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "The third Thursday of November", "the last Friday of the month", "the first week of May", "the 23rd of this
    month"."""
    ref = reference_day(reference)
    if e.month:
        in_month = replace(e, form="date", weekday=None, unit="Y" if e.rel is not None else None)
        month = span(date_value(in_month, reference, direction))
    else:
        month = span(units_away(ref, "M", e.rel or 0)) if ref else None
    if month is None:
        return None
    (first, last), nth = month, e.ordinal or 1
    if e.unit == "W" and not e.weekday:  # a week of a month is the one in which its fourth day lies
        found = day(first.year, first.month, 7 * nth - 3) if nth > 0 else step_days(last, -3)
        return week(found) if found else None
    at = nth_weekday(first.year, first.month, e.weekday, nth) if e.weekday else day(first.year, first.month, nth)
    return at.isoformat() if at else None


def weekday_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Friday", "last Friday", "this Friday"."""
    ref, weekday = reference_day(reference), e.weekday or 1
    if ref is None:
        return f"XXXX-WXX-{weekday}"
    ahead = weekday - ref.isoweekday()  # of the same week
    onward, back, rel = ahead % 7, -ahead % 7, e.rel
    if e.unit == "W":  # "Monday last week"
        days = 7 * (rel or 0) + ahead
    elif rel is None or (rel == 0 and e.anaphor):
        forward = direction in ("future", "onward") or (direction == "nearest" and back > 3)
        days = onward if forward else -back
    elif rel:
        days = 7 * (rel + 1) - (back or 7) if rel < 0 else 7 * (rel - 1) + (onward or 7)
    elif direction == "future":  # "will meet this Monday", written on a Sunday
        days = onward
    else:  # "crossed this Sunday", written on a Tuesday
        days = -back if direction == "past" else ahead
    found = step_days(ref, days)
    return found.isoformat() if found else None


def holiday_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Christmas", "last Thanksgiving", "Labor Day 1998", "Easter week"."""
    if e.value:
        return e.value
    ref, name = reference_day(reference), e.holiday or ""
    year = year_of(e, ref, direction)
    rule, argument, *_ = HOLIDAYS[name]
    if year is None and ref is None:
        return in_year(e, None, None, f"-{argument[0]:02d}-{argument[1]:02d}" if rule == "fixed" else "-XX-XX")
    if year is None and ref:
        year = yearly(e, lambda y: feast(name, y), ref, direction, ref.year)
    found = feast(name, year) if year else None
    if found is None:
        return f"{year:04d}-XX-XX" if year else None
    if rule == "islamic_month":
        return f"{found:%Y-%m}"
    if e.unit == "WE" and found.isoweekday() < 4:  # the weekend of a Monday is the one before it
        found = step_days(found, -found.isoweekday()) or found
    return units_away(found, e.unit if e.unit in ("W", "WE") else "D", 0)


def moment_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """A clock time or part of a day, on the day it names or leans on."""
    ref = reference_day(reference)
    if e.value or e.month or e.weekday:  # the value is a day written in figures
        on = e.value or (date_value if e.month else weekday_value)(e, reference, direction)
    else:
        on = units_away(ref, "D", e.rel or 0) if ref else "XXXX-XX-XX"
    if on is None or e.hour is None:
        return f"{on}T{e.part}" if on and e.part else on
    second = f":{e.second:02d}" if e.second is not None else ""
    return f"{on}T{e.hour:02d}:{e.minute or 0:02d}{second}" + "Z" * (e.zone == "Z")


def weekof_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the week of March 6"."""
    value = date_value(e, reference, direction)
    if value is None or not exists(value):
        return None
    on = span(value)
    return week(on[0]) if on else "XXXX-WXX"
