"""The first date in a line that says when something was published, in words or numbers."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# How names of months begin in English, German, French, Spanish, Italian, Dutch and Portuguese.
_MONTHS = {
    1: "jan ene gen", 2: "feb fév fev", 3: "mar mär mrt maa", 4: "apr abr avr", 5: "may mai mei mag",
    6: "jun juin giu", 7: "jul juil lug", 8: "aug ago aoû aou", 9: "sep set", 10: "oct okt out ott", 11: "nov",
    12: "dec dez déc dic",
}  # fmt: skip
_NUMBER = {name: month for month, names in _MONTHS.items() for name in names.split()}
_NAMED = r"(?P<month>(?:{})[^\W\d_]*)".format("|".join(sorted(_NUMBER, key=len, reverse=True)))
_DAY, _YEAR = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?", r"(?P<year>(?:1[5-9]|20)\d\d)"
_FORMS = [re.compile(pattern, re.IGNORECASE) for pattern in (
    rf"\b{_YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
    rf"{_YEAR} ?[年년] ?(?P<number>[01]?\d) ?[月월] ?(?P<day>[0-3]?\d) ?[日일]",
    rf"\b{_NAMED}\.? {{0,2}}{_DAY}(?:,|,? ) ?{_YEAR}\b",
    rf"\b{_DAY}\.?(?: de | |-|/){_NAMED}\.?,?(?: de | |-|/){_YEAR}\b",
    rf"\b{_YEAR}/(?P<number>[01]?\d)/(?P<day>[0-3]?\d)\b",
)]  # fmt: skip
_NUMBERS = re.compile(rf"\b([0-3]?\d)([/.-])([0-3]?\d)\2{_YEAR}\b")
_WEEKDAYS = [rf"\b{day}[a-z]*\b" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
# What Americans write beside a date and others do not.
_AMERICAN = re.compile(r"\b(?:E[SD]T|P[SD]T|C[SD]T|M[SD]T|ET|PT)\b|\d\s?[AP]\.?M\b")


def day_in(text: str, american: bool | None = None) -> str | None:
    """The ISO date of the first day that a line names ("January 11, 2010 Monday", "9 Januar 1993", "10/04/2016 05:07
    AM EDT"); None where it names none, or where day and month cannot be told apart.
    Whether the month goes first in numbers is American; where None, the line itself must tell: by a day above 12, a
    weekday, or an American clock."""
    found = (match for form in _FORMS if (match := form.search(text)))
    for match in sorted(found, key=lambda match: match.start()):
        said = match.groupdict()
        name = (said.get("month") or "").lower()
        month = int(said["number"]) if said.get("number") else _NUMBER.get(name[:4]) or _NUMBER[name[:3]]
        if day := _iso(int(said["year"]), month, int(said["day"])):
            return day
    return _in_numbers(text, american)


def _in_numbers(text: str, american: bool | None) -> str | None:
    if (match := _NUMBERS.search(text)) is None:
        return None
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match["year"])
    readings = {True: _iso(year, first, second), False: _iso(year, second, first)}  # by whether the month goes first
    known = [day for day in readings.values() if day]
    named = [day for day in known if re.search(_WEEKDAYS[date.fromisoformat(day).weekday()], text, re.I)]
    if len(named) == 1 or len(set(known)) < 2:
        return next(iter(named or known), None)
    if american is None:
        american = False if mark == "." else True if _AMERICAN.search(text) else None
    return None if american is None else readings[american]


def _iso(year: int, month: int, day: int) -> str | None:
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    return None


def stamp(text: str) -> str | None:
    """The day of a date and time as machines write them, in ISO's way or in a mail's: the day that its place had."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return read(text.strip()).date().isoformat()
    return day_in(text)
