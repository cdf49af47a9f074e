"""Days from a reference: dates, weekdays, named days and the time of day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.calendar.expression import Expression
from dateline.calendar.feasts import HOLIDAYS, feast
from dateline.calendar.steps import day_leant_on, open_year, pick, reference_day, units_away, year_of
from dateline.calendar.values import day, exists, grain, nth_weekday, span, step_days, step_months, week


def date_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Oct. 4 2017", "August 4", "last May", "early March"."""
    ref = day_leant_on(e, reference)
    year = year_of(e, ref, direction)
    if e.month is None:
        return _day_of_month(e.dom or 1, ref, direction)
    if year is None and ref is None:
        return f"{open_year(e)}-{e.month:02d}" + (f"-{e.dom:02d}" if e.dom else "")
    if year is None:
        assert ref is not None
        month, dom = e.month, e.dom
        if e.rel is not None:
            # "last May" never is the month of the reference, "this May" lies in its year
            anchor = ref.replace(day=1) if not dom else ref
            if e.rel == 0:
                year = ref.year
            else:
                picked = pick(lambda y: day(y, month, dom or 1), anchor, "future" if e.rel > 0 else "past", True)
                year = picked.year if picked else None
        elif direction == "onward":
            year = _onward(reference, ref, month, dom)
        else:
            anchor = ref if dom else ref.replace(day=1)
            picked = pick(lambda y: day(y, month, dom or 1), anchor, direction)
            year = picked.year if picked else None
    if year is None:
        return None
    era = "BC" if e.era == "BC" else ""
    return f"{era}{year:04d}-{e.month:02d}" + (f"-{e.dom:02d}" if e.dom else "")


def nth_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "The third Thursday of November", "the last Friday of the month", "the first week of May", "the 23rd of this
    month"."""
    if e.month:
        month = date_value(
            replace(e, form="date", weekday=None, unit="Y" if e.rel is not None else None), reference, direction
        )
    else:
        ref = reference_day(reference)
        month = units_away(ref, "M", e.rel or 0) if ref else None
    if month is None or not month[:4].isdigit():
        return None
    year, number, nth = int(month[:4]), int(month[5:7]), e.ordinal or 1
    if e.weekday:
        found = nth_weekday(year, number, e.weekday, nth)
    elif e.unit == "W":  # a week of a month is the one in which its fourth day lies
        last = span(month)
        found = day(year, number, 7 * nth - 3) if nth > 0 else step_days(last[1], -3) if last else None
        return week(found) if found else None
    else:
        found = day(year, number, nth)
    return found.isoformat() if found else None


def _day_of_month(dom: int, ref: date | None, direction: str) -> str | None:
    """ "the 4th": of the month of the reference, or of the one before or after it."""
    if ref is None:
        return f"XXXX-XX-{dom:02d}"
    months = [step_months(ref.year, ref.month, n) for n in range(-2, 3)]
    days = [d for d in (day(y, m, dom) for y, m in months) if d]
    if direction == "future":
        fitting = [d for d in days if d >= ref]
    elif direction == "onward":
        fitting = [d for d in days if (d.year, d.month) == (ref.year, ref.month)]
    else:
        fitting = [d for d in days if d <= ref][::-1]
    return fitting[0].isoformat() if fitting else None


_JUST_PAST = 3  # months that a narrative goes back without a word


def _onward(reference: str | None, ref: date, month: int, dom: int | None) -> int:
    """In a narrative the year that it has come to, or the next where the month is past by then, and not just past."""
    if grain(reference) in ("M", "D", "SEASON", "Q") and month + _JUST_PAST < ref.month:
        return ref.year + 1
    return ref.year


def weekday_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Friday", "last Friday", "this Friday"."""
    ref = reference_day(reference)
    assert e.weekday is not None
    if ref is None:
        return f"XXXX-WXX-{e.weekday}"
    back = (ref.isoweekday() - e.weekday) % 7
    if e.unit == "W":  # "Monday last week"
        found = step_days(ref, 7 * (e.rel or 0) - ref.isoweekday() + e.weekday)
    elif e.rel is None or (e.rel == 0 and e.anaphor):
        forward = {"future": True, "onward": True, "nearest": back > 3}.get(direction, False)
        found = step_days(ref, (7 - back) % 7 if forward else -back)
    elif e.rel < 0:
        found = step_days(ref, 7 * (e.rel + 1) - (back or 7))
    elif e.rel > 0:
        found = step_days(ref, 7 * (e.rel - 1) + ((7 - back) % 7 or 7))
    else:
        found = step_days(ref, e.weekday - ref.isoweekday())
        if found and direction == "future" and found < ref:  # "will meet this Monday", written on a Sunday
            found = step_days(found, 7)
        if found and direction == "past" and found > ref:  # "crossed this Sunday", written on a Tuesday
            found = step_days(found, -7)
    return found.isoformat() if found else None


def holiday_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Christmas", "last Thanksgiving", "Labor Day 1998", "Easter week"."""
    ref = reference_day(reference)
    name = e.holiday or ""
    if e.value:
        return e.value
    year = year_of(e, ref, direction)
    rule, argument = HOLIDAYS[name]
    if year is None and ref is None:
        return f"{open_year(e)}-" + (f"{argument[0]:02d}-{argument[1]:02d}" if rule == "fixed" else "XX-XX")
    if year is None:
        assert ref is not None
        towards = {-1: "past", 1: "future"}.get(e.rel if e.rel is not None else 9, direction)
        if e.rel == 0 or direction == "onward":
            found = feast(name, ref.year)
        else:
            found = pick(lambda y: feast(name, y), ref, towards, e.rel is not None)
    else:
        found = feast(name, year)
    if found is None:
        return f"{year:04d}-XX-XX" if year else None
    if rule == "islamic_month":
        return f"{found.year:04d}-{found.month:02d}"
    if e.unit in ("W", "WE"):
        if e.unit == "WE" and found.isoweekday() < 4:  # the weekend of a Monday is the one before it
            found = step_days(found, -found.isoweekday()) or found
        return week(found) + ("-WE" if e.unit == "WE" else "")
    return found.isoformat()


def moment_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """A clock time or part of a day, on the day it names or leans on."""
    if e.value:  # a day written in figures
        on: str | None = e.value
    elif e.month:
        on = date_value(e, reference, direction)
    elif e.weekday:
        on = weekday_value(e, reference, direction)
    elif e.unit == "D" or e.rel is not None:
        ref = reference_day(reference)
        on = units_away(ref, "D", e.rel or 0) if ref else "XXXX-XX-XX"
    else:
        ref = reference_day(reference)
        on = ref.isoformat() if ref else "XXXX-XX-XX"
    if on is None:
        return None
    if e.hour is None:
        return f"{on}T{e.part}" if e.part else on
    clock = f"{on}T{e.hour:02d}:{e.minute or 0:02d}" + (f":{e.second:02d}" if e.second is not None else "")
    return clock + ("Z" if e.zone == "Z" else "")


def weekof_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the week of March 6"."""
    value = date_value(e, reference, direction)
    if value is None or not exists(value):
        return None
    on = span(value)
    return week(on[0]) if on else "XXXX-WXX"
