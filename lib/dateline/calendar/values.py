"""Calendar arithmetic on TIMEX3 values: the days a value spans, its granularity, and steps from one to another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# first and last month of a season; a winter runs from December of its year into February of the next
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
# The parts of a value, coarse to fine
VALUE = re.compile(
    r"(?:(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE))?"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?|(?P<decade>\d{3})|(?P<century>\d\d))(?:T.*)?"
)
_GRAINS = {
    "century": "CE",
    "decade": "DE",
    "year": "Y",
    "half": "H",
    "season": "SEASON",
    "quarter": "Q",
    "month": "M",
    "week": "W",
    "weekday": "WE",
    "day": "D",
}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_FINER = {"Y": ("M", 12), "W": ("D", 7), "D": ("H", 24), "H": ("M", 60), "MIN": ("S", 60)}
_IN_OTHERS = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "FN": ("W", 2)}

_NAMED_DAY = re.compile(r"(?:(?P<year>\d{4})|XXXX|XX\d\d|BC\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_NAMED_CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?")
_LEAP = 2000
_PARTS = {"DT": 6, "MO": 6, "MI": 12, "AF": 12, "EV": 18, "NI": 21}  # the hour from which each is counted


def day(year: int, month: int, dom: int) -> date | None:
    """A date, or None where the calendar has no such day."""
    try:
        return date(year, month, dom)
    except (ValueError, OverflowError):
        return None


def is_clock(hour: int, minute: int = 0, second: int = 0) -> bool:
    """Whether a day has such a time; 24:00 is its end."""
    return (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0)


def exists(value: str) -> bool:
    """Whether the calendar has the day and time that a value names; an unknown year can be one with 29 February."""
    date_part, _, clock = value.partition("T")
    named = _NAMED_DAY.fullmatch(date_part)
    if named and not day(int(named["year"] or _LEAP), int(named["month"]), int(named["day"])):
        return False
    timed = _NAMED_CLOCK.match(clock)
    return not timed or is_clock(*(int(part) for part in timed.groups(default="0")))


def moment(value: str) -> tuple[int, ...]:
    """Hour, minute and second as far as a value names them, or the hour at which its part of the day begins."""
    clock = value.partition("T")[2]
    if timed := _NAMED_CLOCK.match(clock):
        return tuple(int(part) for part in timed.groups() if part)
    return (_PARTS[clock[:2]],) if clock[:2] in _PARTS else ()


def step_days(start: date, days: int) -> date | None:
    """The date some days away, None outside the years 1 to 9999."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date | None:
    """The nth Monday (1) ... Sunday (7) of a month, from its end where n is negative; None where it has none."""
    if not 1 <= year <= 9999:
        return None
    first, length = monthrange(year, month)
    doms = range((weekday - 1 - first) % 7 + 1, length + 1, 7)
    return day(year, month, doms[n - (n > 0)]) if abs(n) <= len(doms) else None


def step_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month some months away."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def span(value: str | None) -> tuple[date, date] | None:
    """First and last day a TIMEX3 value covers, inclusive; None for durations, sets, references and unknown parts."""
    match = VALUE.fullmatch(value or "")
    if not match:
        return None
    name = str(match.lastgroup)
    number, year = match[name], int(match["year"] or 0)
    if name in ("week", "weekday"):
        days = {"week": (1, 7), "weekday": (6, 7) if number == "WE" else (number, number)}[name]
        try:
            begin, end = (date.fromisocalendar(year, int(match["week"]), int(n)) for n in days)
        except (ValueError, OverflowError):
            return None
        return begin, end
    if name == "day":
        first = last = day(year, int(match["month"]), int(number))
    elif name in ("decade", "century"):
        years = 10 ** (4 - len(number))
        first, last = day(max(int(number) * years, 1), 1, 1), day((int(number) + 1) * years - 1, 12, 31)
    else:
        to = 12 if name in ("year", "season") else int(number) * _MONTHS[name]
        months = SEASONS[number] if name == "season" else (to - _MONTHS[name] + 1, to)
        first, after = (day(*step_months(year, month, 0), 1) for month in (months[0], months[1] + 1))
        last = step_days(after, -1) if after else day(year, months[1], 31)
    return (first, last) if first and last else None


def grain(value: str | None) -> str | None:
    """Granularity of a value: CE, DE, Y, H, SEASON, Q, M, W, WE or D; None where it has none."""
    match = VALUE.fullmatch(value or "")
    return _GRAINS[str(match.lastgroup)] if match else None


def week(of: date) -> str:
    """The ISO week a day lies in, as YYYY-Www."""
    year, number, _ = of.isocalendar()
    return f"{year:04d}-W{number:02d}"


def duration_value(amount: float | str | None, unit: str | None) -> str:
    """A length of time as ISO 8601 writes it: P2W, PT5H30M, PXY; decades and centuries in years."""
    unit = unit or "X"
    head = "PT" if unit in ("H", "MIN", "S") else "P"
    if amount == "X" or amount is None:
        return f"{head}X" + {"MIN": "M", "FN": "W"}.get(unit, unit)
    unit, size = _IN_OTHERS.get(unit, (unit, 1))
    amount = float(amount) * size
    whole, letter = int(amount), "M" if unit == "MIN" else unit
    finer, of_it = _FINER.get(unit, ("", 0))
    if amount == whole or not of_it or (amount * of_it) % 1:
        return head + (f"{whole}" if amount == whole else f"{amount:g}") + letter
    rest = f"{round(amount * of_it) - whole * of_it}{finer}"  # "2.5 years" is 2Y6M
    return head + (f"{whole}{letter}" if whole else "") + ("T" if unit == "D" else "") + rest
