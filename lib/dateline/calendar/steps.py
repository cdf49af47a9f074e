"""Steps from a reference: the day it begins on, the year an expression means, the day or period some steps away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateline.calendar.expression import Expression
from dateline.calendar.values import span, step_days, step_months, week


def reference_day(reference: str | None) -> date | None:
    spanned = span(reference)
    return spanned[0] if spanned else None


def day_leant_on(e: Expression, reference: str | None) -> date | None:
    """The day to count from: "the following spring" after a year begins where that year ends."""
    days = span(reference)
    return days[1] if days and e.anaphor and (e.rel or 0) > 0 else days[0] if days else None


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
    if e.rel is not None and e.unit == "Y" and ref:
        return ref.year + e.rel
    return None


def open_year(e: Expression) -> str:
    """A year that nothing tells, as TIMEX3 has it: of '36 the century is open."""
    return "XXXX" if e.short_year is None else f"XX{e.short_year:02d}"


def before_christ(reference: str | None) -> int | None:
    """The year of a reference before our era ("BC0217" is 217)."""
    return int(reference[2:6]) if reference and reference.startswith("BC") and reference[2:6].isdigit() else None


def years_from_bc(year: int, steps: int) -> str:
    """The year some steps from one before our era, which has no year 0."""
    number = steps - year + (steps >= year)
    return f"BC{-number:04d}" if number < 0 else f"{number:04d}"


def pick(make: Callable[[int], date | None], ref: date, direction: str, strict: bool = False) -> date | None:
    """Of the days a yearly date falls on, the one the direction asks for."""
    days = [d for d in (make(y) for y in range(ref.year - 8, ref.year + 9)) if d]
    before = [d for d in days if (d < ref if strict else d <= ref)]
    after = [d for d in days if (d > ref if strict else d >= ref)]
    if direction == "nearest":
        return min(days, key=lambda d: (abs((d - ref).days), d), default=None)
    if direction == "future":
        return after[0] if after else None
    return before[-1] if before else None


def units_away(ref: date, unit: str, steps: int) -> str | None:
    """The day, week, month ... some steps from the one the reference lies in."""
    if unit == "D":
        found = step_days(ref, steps)
        return found.isoformat() if found else None
    if unit in ("W", "FN", "WE"):
        found = step_days(ref, steps * (14 if unit == "FN" else 7))
        return (week(found) + ("-WE" if unit == "WE" else "")) if found else None
    if unit in ("M", "Q"):
        year, month = step_months(ref.year, ref.month, steps * (3 if unit == "Q" else 1))
        if not 1 <= year <= 9999:
            return None
        return f"{year:04d}-Q{(month + 2) // 3}" if unit == "Q" else f"{year:04d}-{month:02d}"
    size = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
    if size is None:
        return None
    number = ref.year // size + steps
    return f"{number:0{5 - len(str(size))}d}" if 0 < number <= 9999 // size else None
