"""Calendar arithmetic on TIMEX3 values: the days a value spans, its granularity, and steps from one to another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# first and last month of a season; a winter runs from December of its year into February of the next
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE))?|-Q(?P<quarter>[1-4])"
    r"|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI))?(?:T.*)?$"
)

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
    """Whether the calendar has the day, and the day the time, that a TIMEX3 value names; an unknown year can be one
    with 29 February."""
    date_part, _, clock = value.partition("T")
    named = _NAMED_DAY.fullmatch(date_part)
    if named and not day(int(named["year"] or _LEAP), int(named["month"]), int(named["day"])):
        return False
    timed = _NAMED_CLOCK.match(clock)
    return not timed or is_clock(*(int(part) for part in timed.groups(default="0")))


def moment(value: str) -> tuple[int, ...]:
    """Hour, minute and second of a value as far as it names them, the hour at which a part of the day begins; empty
    where it has no time of day."""
    clock = value.partition("T")[2]
    timed = _NAMED_CLOCK.match(clock)
    if timed:
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
    earliest = (weekday - 1 - first) % 7 + 1
    count = (length - earliest) // 7 + 1
    return day(year, month, earliest + 7 * (n - 1 if n > 0 else count + n)) if abs(n) <= count else None


def step_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month some months away."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    begin_year, begin_month = step_months(year, first, 0)
    end_year, end_month = step_months(year, last, 0)
    begin = day(begin_year, begin_month, 1)
    end = day(end_year, end_month, monthrange(end_year, end_month)[1]) if 1 <= end_year <= 9999 else None
    return (begin, end) if begin and end else None


def span(value: str | None) -> tuple[date, date] | None:
    """First and last day a TIMEX3 value covers, inclusive; None for durations, sets, references and unknown parts."""
    if not value or "X" in value or value[0] not in "0123456789":
        return None
    if re.fullmatch(r"\d{2,3}", value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        begin, end = day(max(first, 1), 1, 1), day(first + width - 1, 12, 31)
        return (begin, end) if begin and end else None
    match = _VALUE.match(value)
    if not match:
        return None
    year = int(match["year"])
    if match["day"]:
        only = day(year, int(match["month"]), int(match["day"]))
        return (only, only) if only else None
    if match["month"]:
        return _months(year, int(match["month"]), int(match["month"])) if 1 <= int(match["month"]) <= 12 else None
    if match["week"]:
        try:
            monday = date.fromisocalendar(year, int(match["week"]), 1)
            first_day, last_day = (6, 7) if match["weekday"] == "WE" else (int(match["weekday"] or 1),) * 2
            if not match["weekday"]:
                last_day = 7
            return monday + timedelta(first_day - 1), monday + timedelta(last_day - 1)
        except (ValueError, OverflowError):
            return None
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"]))
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6 * int(match["half"]))
    if match["season"]:
        return _months(year, *SEASONS[match["season"]])
    return _months(year, 1, 12)


def grain(value: str | None) -> str | None:
    """Granularity of a value: CE, DE, Y, H, SEASON, Q, M, W, WE or D; None where it has none."""
    if not value or not value[0].isdigit():
        return None
    if re.fullmatch(r"\d{2}", value):
        return "CE"
    if re.fullmatch(r"\d{3}", value):
        return "DE"
    match = _VALUE.match(value)
    if not match:
        return None
    if match["day"]:
        return "D"
    if match["weekday"]:
        return "WE"
    for name, key in (("month", "M"), ("week", "W"), ("quarter", "Q"), ("half", "H"), ("season", "SEASON")):
        if match[name]:
            return key
    return "Y"


def week(of: date) -> str:
    """The ISO week a day lies in, as YYYY-Www."""
    year, number, _ = of.isocalendar()
    return f"{year:04d}-W{number:02d}"
