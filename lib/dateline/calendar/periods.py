"""Periods from a reference: distances, years and decades, seasons, quarters and halves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateline.calendar.expression import Expression
from dateline.calendar.steps import (
    before_christ,
    day_leant_on,
    full_year,
    open_year,
    pick,
    reference_day,
    units_away,
    year_of,
    years_from_bc,
)
from dateline.calendar.values import SEASONS, day, grain, span, step_months

_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}


def relative_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "yesterday", "last week", "this year", "the following month"."""
    ref = reference_day(reference)
    unit, rel = e.unit or "D", e.rel or 0
    bc = before_christ(reference)
    if bc and unit == "Y":
        return years_from_bc(bc, rel)
    if ref is None:
        blank = {"D": "XXXX-XX-XX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX"}
        return blank.get(unit, "XXXX")
    if unit == "WE" and direction == "past" and rel == 0 and not e.anaphor and ref.isoweekday() < 5:
        rel = -1  # "over the weekend", written on a Monday
    if unit in ("H", "MIN", "S"):
        return None
    return units_away(ref, unit, rel)


def definite_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the year", "the weekend": the one the reference lies in."""
    return relative_value(e, reference, direction)


def offset_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "five months ago", "two years later", "ten days from now"."""
    sign = e.sign or 0
    if e.amount == "X" or e.amount is None:
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    ref = reference_day(reference)
    unit = e.unit or "D"
    bc = before_christ(reference)
    if bc and unit in _YEARS:
        return years_from_bc(bc, sign * round(float(e.amount) * _YEARS[unit]))
    if ref is None:
        blank = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "Q": "XXXX-QX", "DE": "XXX", "CE": "XX"}
        return blank.get(unit, "XXXX-XX-XX")
    amount = float(e.amount)
    if amount > 100_000:
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    if unit == "Y" and grain(reference) == "Q" and reference and e.back:
        return f"{ref.year + sign * int(amount):04d}-Q{(ref.month + 2) // 3}"
    if unit in _YEARS:
        unit, amount = "Y", amount * _YEARS[unit]
    if amount != int(amount) and unit in ("Y", "W"):
        unit, amount = ("M", amount * 12) if unit == "Y" else ("D", amount * 7)
    if unit in ("H", "MIN", "S"):
        return _clock_offset(reference, ref, sign * amount, unit)
    return units_away(ref, unit, sign * round(amount)) or ("PAST_REF" if sign < 0 else "FUTURE_REF")


_MONTHS = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}


def anniversary_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Ten years ago today", "two years ago this week"."""
    now = reference_day(units_away(ref, e.fine or "D", e.rel or 0) if (ref := reference_day(reference)) else None)
    if now is None:
        return "XXXX-XX-XX"
    amount = -float(e.amount or 0) * _MONTHS.get(e.unit or "D", 1)
    if e.unit in _MONTHS:
        at = day(*step_months(now.year, now.month, round(amount)), now.day)
    else:
        at = reference_day(units_away(now, e.unit or "D", round(amount)))
    return units_away(at, e.fine or "D", 0) if at else None


def _clock_offset(reference: str | None, ref: date, amount: float, unit: str) -> str | None:
    """Hours and minutes from a reference with a clock time; the day alone where it has none."""

    if not reference or "T" not in reference or not reference.split("T")[1][:2].isdigit():
        return ref.isoformat()
    try:
        at = datetime.fromisoformat(reference[:16])
        at += timedelta(seconds=amount * {"H": 3600, "MIN": 60, "S": 1}[unit])
    except (ValueError, OverflowError):
        return None
    return at.strftime("%Y-%m-%dT%H:%M")


def year_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "1998", "'68", "early 1990", "fiscal 1989"."""
    year = year_of(e, reference_day(reference), direction)
    if year is None:
        return open_year(e) if e.short_year is not None else None
    return f"BC{year:04d}" if e.era == "BC" else f"{year:04d}"


def decade_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the 1990s", "the '80s", "the eighties"."""
    assert e.decade is not None
    if e.decade >= 100:
        return f"{e.decade:03d}"
    ref = reference_day(reference)
    return f"{full_year(e.decade * 10, ref, 'past') // 10:03d}" if ref else f"XX{e.decade}"


def century_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the 20th century" is 19."""
    number = (e.ordinal or 1) - (0 if e.era == "BC" else 1)
    return f"BC{number:02d}" if e.era == "BC" else f"{number:02d}"


def season_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "last fall", "the summer", "the spring of 1998"."""
    ref = day_leant_on(e, reference)
    assert e.season is not None
    year = year_of(e, ref, direction)
    if year is None and ref is None:
        return f"{open_year(e)}-{e.season}"
    if year is None:
        assert ref is not None
        first = SEASONS[e.season][0]
        inside = span(f"{ref.year - (ref.month < 3):04d}-{e.season}")
        inside_now = bool(inside and inside[0] <= ref <= inside[1])
        anchor = inside[0] if inside and inside_now else ref
        if e.rel in (-1, 1):
            picked = pick(lambda y: day(y, first, 1), anchor, "past" if e.rel < 0 else "future", True)
        elif e.rel == 0 and not inside_now:
            picked = pick(lambda y: day(y, first, 1), ref, "nearest")
            if picked and abs(picked.year - ref.year) and first != 12:
                picked = picked.replace(year=ref.year)
        elif direction == "onward":  # the spring after a winter is that of the next year
            ended = span(f"{ref.year:04d}-{e.season}")
            picked = day(ref.year + bool(ended and ended[1] < ref), first, 1)
        else:
            picked = pick(lambda y: day(y, first, 1), anchor, direction)
        year = picked.year if picked else None
    return f"{'BC' * (e.era == 'BC')}{year:04d}-{e.season}" if year else None


def quarter_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the third quarter", "this year's first quarter", "the latest quarter", "the year-ago period"."""
    ref = reference_day(reference)
    year = year_of(e, ref, direction)
    number = e.ordinal
    if number is None:
        if ref is None:
            return "XXXX-QX"
        now = (ref.month + 2) // 3
        if grain(reference) == "Y":
            return f"{(year or ref.year) - e.back:04d}"
        if grain(reference) == "Q":
            if e.rel and e.unit != "Y" and not e.back:
                return units_away(ref, "Q", e.rel)
            return f"{(year if year is not None else ref.year - e.back):04d}-Q{now}"
        if year is not None:
            return f"{year:04d}-QX" if not e.back else f"{year:04d}"
        return units_away(ref, "Q", -5 if e.back else -1 if e.latest else (e.rel or 0))
    if number > 4:
        return None
    if year is None and ref is None:
        return f"{open_year(e)}-Q{number}"
    if year is None:
        assert ref is not None
        now = (ref.month + 2) // 3
        year = ref.year
        if direction == "future" and number < now:
            year += 1
        elif direction in ("past", "nearest"):  # a firm's quarters need not be those of the calendar
            year -= number > now + (direction != "past" or e.back)
        if e.back:
            year -= 1
    return f"{year:04d}-Q{number}"


def half_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the first half of 1990"."""
    ref = reference_day(reference)
    year = year_of(e, ref, direction) or (ref.year if ref else None)
    return f"{f'{year:04d}' if year else open_year(e)}-H{e.ordinal}"


def yearend_value(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "year-end": the 31 December it means."""
    ref = reference_day(reference)
    year = year_of(e, ref, direction) or (ref.year - (direction == "past" and e.back) if ref else None)
    return f"{year:04d}-12-31" if year else "XXXX-12-31"
