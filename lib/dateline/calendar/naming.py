"""Which parts of a date the text states and which were inferred, and from what."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.calendar.values import VALUE

UNKNOWN = "X"  # in a value: what the text leaves open, with first_day and last_day the days it can be

# Words that state a part of a date.
_MONTH = r"(?i:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b\.?|(?i:may)\b"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_SLASHED = r"\b\d{1,2}[/.-]\d{1,2}"
STATED = {
    name: re.compile(pattern)
    for name, pattern in {
        "century": r"(?i)\bcentur(?:y|ies)\b|\b1\d00['’]?s\b",
        "decade": r"(?i)\d0['’]?s\b|\b(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b",
        "year": rf"(?<![\d,.])(?:1\d|20)\d\d(?!['’]?s|[\d,])|['’]\d\d\b(?!s)|{_SLASHED}[/.-]\d\d(?:\d\d)?\b",
        "season": r"(?i)\b(?:spring|summer|autumn|fall|winter)\b",
        "quarter": r"(?i)\bquarter\b|\bq[1-4]\b",
        "half": r"(?i)\bhalf\b|\bh[12]\b",
        "month": rf"\b(?:{_MONTH})|{_SLASHED}(?:[/.-]\d\d(?:\d\d)?)?\b|\b\d{{4}}-\d\d\b",
        "week": r"(?i)\bweek(?:end)?\b",
        "day": rf"\b(?:{_MONTH})\s*{_ORDINAL}\b|\b{_ORDINAL}\s+(?:of\s+)?(?:{_MONTH})"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)\b|{_SLASHED}[/.]\d\d|\b\d{{4}}-\d\d-\d\d",
        "weekday": r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b",
        "time of day": r"(?i)\b\d{1,2}:\d\d|\b\d{1,2}\s?[ap]\.?m\b|\b(?:after)?noon\b|\bmorning\b|\bevening\b"
        r"|\b(?:mid)?night\b|\bdawn\b",
    }.items()
}


def parts(value: str) -> list[str]:
    """The parts that a TIMEX3 value fixes, coarse to fine ("2018-09-08" -> year, month, day)."""
    found = VALUE.match(value)
    named = [name for name, part in found.groupdict().items() if part and name != "weekday"] if found else []
    return named + ["time of day"] * ("T" in value)


def stated_parts(text: str, value: str) -> list[str]:
    """Those parts that the words themselves give, and a weekday where they name one."""
    given = [name for name, pattern in STATED.items() if pattern.search(text[:200])]
    return [name for name in given if name in parts(value) or name == "weekday"]


def inferred_parts(text: str, value: str) -> list[str]:
    """Those parts that the words do not give."""
    stated = stated_parts(text, value)
    return [name for name in parts(value) if name not in stated]


_SEASONS = {"SP": "spring", "SU": "summer", "FA": "fall", "WI": "winter"}
_HOURS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}


def _century(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} century"


# How a reader names what TIMEX3 writes in signs; what is not here, years, months and days, is plain enough.
_NAMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\d\d"), lambda m: _century(int(m[0]) + 1)),
    (re.compile(r"\d{3}"), lambda m: f"{m[0]}0s"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda m: f"{_SEASONS[m[2]]} {m[1]}"),
    (re.compile(r"(\d{4})-([QH]\d)"), lambda m: f"{m[2]} {m[1]}"),
    (re.compile(r"(\d{4})-W(\d\d)-WE"), lambda m: f"weekend of week {int(m[2])}, {m[1]}"),
    (re.compile(r"(\d{4})-W(\d\d)"), lambda m: f"week {int(m[2])}, {m[1]}"),
    (re.compile(r"([\d-]{10})T([A-Z]{2})"), lambda m: f"{m[1]} {_HOURS.get(m[2], m[2])}"),
    (re.compile(r"([\d-]{10})T([\d:]{5,8})(Z?)"), lambda m: f"{m[1]} {m[2]}{' UTC' if m[3] else ''}"),
)


def named(value: str) -> str:
    """One date as a reader names it."""
    return next((name(found) for pattern, name in _NAMES if (found := pattern.fullmatch(value))), value)


def dated(value: str, first_day: str, last_day: str) -> str:
    """A date or range as a reader names it, or the days it can be where its TIMEX3 value leaves something open."""
    if UNKNOWN in value:
        return f"{first_day} … {last_day}"
    first, _, last = value.partition("/")
    if last == "..":
        return f"since {named(first)}"
    return f"{named(first)} – {named(last)}" if last else named(first)
