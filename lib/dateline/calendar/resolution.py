"""From what an expression says to the TIMEX3 value it has, given what it leans on: pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from dateline.calendar.expression import Expression
from dateline.calendar.feasts import HOLIDAYS, feast
from dateline.calendar.values import (
    SEASONS,
    day,
    duration_value,
    exists,
    grain,
    nth_weekday,
    span,
    step_days,
    step_months,
    week,
)

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


# steps from a reference


def reference_day(reference: str | None) -> date | None:
    spanned = span(reference)
    return spanned[0] if spanned else None


def day_leant_on(e: Expression, reference: str | None) -> date | None:
    """The day to count from: "the following spring" after a year begins where that year ends."""
    days = span(reference)
    return days[e.anaphor and (e.rel or 0) > 0] if days else None


_YEARS_AHEAD = 10  # of the reference, that '34 can lie


def full_year(two_digits: int, reference: date, direction: str) -> int:
    """The full year of '68: the latest up to the reference for what is past, else the latest not far ahead of it."""
    limit = reference.year + (0 if direction == "past" else _YEARS_AHEAD)
    return limit - (limit - two_digits) % 100


def year_of(e: Expression, ref: date | None, direction: str) -> int | None:
    """The year an expression states, or states in relation to the reference ("July last year")."""
    if e.year is not None:
        return e.year
    if e.short_year is not None and ref:
        return full_year(e.short_year, ref, direction)
    return ref.year + e.rel if e.rel is not None and e.unit == "Y" and ref else None


def in_year(e: Expression, ref: date | None, year: int | None, part: str) -> str | None:
    """A part of a year as TIMEX3 has it; where nothing tells the year it is open, and of '36 the century."""
    if year is not None:
        return f"{'BC' * (e.era == 'BC')}{year:04d}{part}"
    return None if ref else ("XXXX" if e.short_year is None else f"XX{e.short_year:02d}") + part


def from_bc(reference: str | None, years: int) -> str | None:
    """The year some steps from a reference before our era ("BC0217"), which has no year 0; None for any other."""
    if not reference or not reference.startswith("BC") or not reference[2:6].isdigit():
        return None
    number = years - int(reference[2:6])
    number += number >= 0
    return f"BC{-number:04d}" if number < 0 else f"{number:04d}"


def pick(days: Iterable[date | None], ref: date, direction: str, strict: bool = False) -> date | None:
    """Of days in order, the one the direction asks for; `strict` leaves the reference out."""
    known = [d for d in days if d and not (strict and d == ref)]
    if direction == "nearest":
        return min(known, key=lambda d: (abs((d - ref).days), d), default=None)
    if direction == "future":
        return next((d for d in known if d >= ref), None)
    return next((d for d in reversed(known) if d <= ref), None)


def yearly(e: Expression, make: Callable[[int], date | None], ref: date, direction: str, this: int) -> int | None:
    """The year meant of a day that every year has; `this` is that of "this May", and the one a narrative goes on in."""
    if e.rel == 0 or (e.rel is None and direction == "onward"):
        return this
    towards = direction if e.rel is None else "future" if e.rel > 0 else "past"
    found = pick((make(year) for year in range(ref.year - 8, ref.year + 9)), ref, towards, e.rel is not None)
    return found.year if found else None


def units_away(ref: date, unit: str, steps: int) -> str | None:
    """The day, week, month ... some steps from the one the reference lies in."""
    if unit in ("D", "W", "FN", "WE"):
        found = step_days(ref, steps * {"D": 1, "FN": 14}.get(unit, 7))
        if not found:
            return None
        return found.isoformat() if unit == "D" else week(found) + "-WE" * (unit == "WE")
    if unit in ("M", "Q"):
        year, month = step_months(ref.year, ref.month, steps * (3 if unit == "Q" else 1))
        part = f"Q{(month + 2) // 3}" if unit == "Q" else f"{month:02d}"
        return f"{year:04d}-{part}" if 1 <= year <= 9999 else None
    size = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
    number = ref.year // size + steps if size else 0
    return f"{number:0{5 - len(str(size))}d}" if size and 0 < number <= 9999 // size else None


# days from a reference

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
    """ "The third Thursday of November", "the first week of May", "the 23rd of this month"."""
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


# periods from a reference

_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
_SECONDS = {"H": 3600, "MIN": 60, "S": 1}
_FAR = 100_000  # of any unit, that no calendar of ours counts back
_OPEN = {
    "Y": "XXXX",
    "M": "XXXX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "Q": "XXXX-QX",
    "DE": "XXX",
    "CE": "XX",
}


def relative_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "yesterday", "last week", "this year", "the following month", "the weekend"."""
    ref, unit, rel = reference_day(reference), e.unit or "D", e.rel or 0
    if unit == "Y" and (year := from_bc(reference, rel)):
        return year
    if ref is None:
        return _OPEN.get(unit, "XXXX-XX-XX")
    if unit == "WE" and direction == "past" and rel == 0 and not e.anaphor and ref.isoweekday() < 5:
        rel = -1  # "over the weekend", written on a Monday
    return units_away(ref, unit, rel)


def offset_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "five months ago", "two years later", "ten days from now"."""
    sign, unit, ref = e.sign or 0, e.unit or "D", reference_day(reference)
    beyond = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if e.amount is None or e.amount == "X" or float(e.amount) > _FAR:
        return beyond
    amount = sign * float(e.amount)
    if unit in _YEARS and (year := from_bc(reference, round(amount * _YEARS[unit]))):
        return year
    if ref is None or reference is None:
        return _OPEN.get(unit, "XXXX-XX-XX")
    if unit in _SECONDS:
        return _clock_offset(reference, ref, amount * _SECONDS[unit])
    if unit == "Y" and grain(reference) == "Q" and e.back:
        unit, amount = "Q", 4 * amount
    if unit in _YEARS:
        unit, amount = "Y", amount * _YEARS[unit]
    if amount % 1 and unit in ("Y", "W"):
        unit, amount = ("M", amount * 12) if unit == "Y" else ("D", amount * 7)
    return units_away(ref, unit, round(amount)) or beyond


def _clock_offset(reference: str, ref: date, seconds: float) -> str | None:
    """Hours and minutes from a reference with a clock time; the day alone where it has none."""
    if not reference.partition("T")[2][:2].isdigit():
        return ref.isoformat()
    try:
        at = datetime.fromisoformat(reference[:16]) + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return None
    return at.strftime("%Y-%m-%dT%H:%M")


def anniversary_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Ten years ago today", "two years ago this week", "a month ago Thursday"."""
    fine, unit, amount = e.fine or "D", e.unit or "D", -float(e.amount or 0)
    ref = reference_day(reference)
    now = reference_day(units_away(ref, fine, e.rel or 0)) if ref else None
    if now and e.weekday:  # "a month ago Thursday"
        now -= timedelta(days=(now.isoweekday() - e.weekday) % 7)
    if now is None:
        return "XXXX-XX-XX"
    months = 1 if unit == "M" else 12 * _YEARS.get(unit, 0)
    by_month = day(*step_months(now.year, now.month, round(amount * months)), now.day)
    at = by_month if months else reference_day(units_away(now, unit, round(amount)))
    return units_away(at, fine, 0) if at else None


def of_year_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "1998", "'68", "fiscal 1989"; "the first half of 1990"; "year-end", the 31 December it means."""
    ref = reference_day(reference)
    part = {"half": f"-H{e.ordinal}", "yearend": "-12-31"}.get(e.form, "")
    this = ref.year if ref and part else None
    return in_year(e, ref, year_of(e, ref, direction) or this, part)


def decade_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the 1990s", "the '80s", "the eighties"."""
    decade, ref = e.decade or 0, reference_day(reference)
    if decade >= 100:
        return f"{decade:03d}"
    return f"{full_year(decade * 10, ref, 'past') // 10:03d}" if ref else f"XX{decade}"


def century_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the 20th century" is 19."""
    number = e.ordinal or 1
    return f"BC{number:02d}" if e.era == "BC" else f"{number - 1:02d}"


def season_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "last fall", "the summer", "the spring of 1998"."""
    ref, season = day_leant_on(e, reference), e.season or "SP"
    year = year_of(e, ref, direction)
    if year is None and ref:
        first, last = SEASONS[season]
        now = span(f"{ref.year - (ref.month < 3):04d}-{season}")  # the one that can be going on
        is_on = bool(now and now[0] <= ref <= now[1])
        anchor = now[0] if now and is_on else ref
        if e.rel == 0 and not (is_on and direction == "onward"):  # "this winter", in April, is the one that is over
            this = anchor.year - (not is_on and season == "WI" and ref.month < 6)
        else:  # the spring after a winter is that of the next year
            this = ref.year + (ref.month > last)
        year = yearly(e, lambda y: day(y, first, 1), anchor, direction, this)
    return in_year(e, ref, year, f"-{season}")


def quarter_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the third quarter", "this year's first quarter", "the latest quarter", "the year-ago period"."""
    ref = reference_day(reference)
    year = year_of(e, ref, direction)
    now = (ref.month + 2) // 3 if ref else 0
    if e.ordinal is None:
        return _unnumbered_quarter(e, reference, ref, year, now) if ref else "XXXX-QX"
    if year is None and ref:
        year = ref.year - e.back
        if direction == "future":
            year += e.ordinal < now
        elif direction != "onward":  # a firm's quarters need not be those of the calendar
            year -= e.ordinal > now + (direction != "past" or e.back)
    return in_year(e, ref, year, f"-Q{e.ordinal}") if e.ordinal <= 4 else None


def _unnumbered_quarter(e: Expression, reference: str | None, ref: date, year: int | None, now: int) -> str | None:
    """ "The latest quarter", "the year-ago period": of a year, of a quarter or of a day."""
    of = grain(reference)
    if of == "Y":
        return f"{(year or ref.year) - e.back:04d}"
    if of == "Q" and not (e.rel and e.unit != "Y" and not e.back):
        return f"{ref.year - e.back if year is None else year:04d}-Q{now}"
    if year is not None:
        return f"{year:04d}" if e.back else f"{year:04d}-QX"
    return units_away(ref, "Q", -5 if e.back else -1 if e.latest and of != "Q" else e.rel or 0)


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
    "date": date_value,
    "weekday": weekday_value,
    "holiday": holiday_value,
    "moment": moment_value,
    "weekof": weekof_value,
    "nth": nth_value,
    "relative": relative_value,
    "definite": relative_value,
    "offset": offset_value,
    "anniversary": anniversary_value,
    "year": of_year_value,
    "decade": decade_value,
    "century": century_value,
    "season": season_value,
    "quarter": quarter_value,
    "half": of_year_value,
    "yearend": of_year_value,
    "shifted": _shifted,
    "dayshift": _shifted,
    "duration": lambda e, reference, direction: e.value or duration_value(e.amount, e.unit),
    "set": lambda e, reference, direction: e.value,
    "ref": lambda e, reference, direction: e.value,
    "stated": lambda e, reference, direction: e.value,
    "anaphor": lambda e, reference, direction: None,
}
