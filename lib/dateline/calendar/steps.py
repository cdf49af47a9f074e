"""Steps from a reference: the day it begins on, the year an expression means, the day or period some steps away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from dateline.calendar.expression import Expression
from dateline.calendar.values import span, step_days, step_months, week


def reference_day(reference: str | None) -> date | None:
    spanned = span(reference)
    return spanned[0] if spanned else None


def day_leant_on(e: Expression, reference: str | None) -> date | None:
    """The day to count from: "the following spring" after a year begins where that year ends."""
    days = span(reference)
    return days[e.anaphor and (e.rel or 0) > 0] if days else None


_YEARS_AHEAD = 10  # of the reference, that '34 can lie


def full_year(two_digits: int, reference: date, direction: str) -> int:
    """The full year '68 stands for: the latest up to the reference where the text looks back, else the latest that is
    not far ahead of it."""
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
