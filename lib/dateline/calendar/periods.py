"""Periods from a reference: distances, years and decades, seasons, quarters and halves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateline.calendar.expression import Expression
from dateline.calendar.steps import (
    day_leant_on,
    from_bc,
    full_year,
    in_year,
    reference_day,
    units_away,
    year_of,
    yearly,
)
from dateline.calendar.values import SEASONS, day, grain, span, step_months

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
    """ "Ten years ago today", "two years ago this week"."""
    fine, unit, amount = e.fine or "D", e.unit or "D", -float(e.amount or 0)
    ref = reference_day(reference)
    now = reference_day(units_away(ref, fine, e.rel or 0)) if ref else None
    if now is None:
        return "XXXX-XX-XX"
    if unit == "M" or unit in _YEARS:
        at = day(*step_months(now.year, now.month, round(amount * 12 * _YEARS.get(unit, 1 / 12))), now.day)
    else:
        at = reference_day(units_away(now, unit, round(amount)))
    return units_away(at, fine, 0) if at else None


def year_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "1998", "'68", "early 1990", "fiscal 1989"."""
    ref = reference_day(reference)
    return in_year(e, ref, year_of(e, ref, direction), "")


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


def half_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the first half of 1990"."""
    ref = reference_day(reference)
    return in_year(e, ref, year_of(e, ref, direction) or (ref.year if ref else None), f"-H{e.ordinal}")


def yearend_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "year-end": the 31 December it means."""
    ref = reference_day(reference)
    return in_year(e, ref, year_of(e, ref, direction) or (ref.year if ref else None), "-12-31")
