"""Numbers, lists and dates as a newspaper prints them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from dateline.reading import Reading

Span = tuple[int, int]
Finding = tuple[str, tuple[Span, ...], int]  # a sentence, the characters it rests on, how many rows those are

_SMALL = "no one two three four five six seven eight nine".split()
_NAMES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter", "MO": "morning", "AF": "afternoon",
          "EV": "evening", "NI": "night", "MI": "middle of the day", "DT": "day", "Q1": "first quarter",
          "Q2": "second quarter", "Q3": "third quarter", "Q4": "fourth quarter", "H1": "first half",
          "H2": "second half"}  # fmt: skip
# What a TIMEX3 modifier says of a date, before the date.
_MODS = {"APPROX": "about", "START": "early", "MID": "in the middle of", "END": "late", "BEFORE": "before",
         "AFTER": "after", "ON_OR_BEFORE": "by", "ON_OR_AFTER": "from"}  # fmt: skip
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def year_of(reading: Reading) -> int | None:
    """The article's year, where its date of publication is known."""
    published = reading.article.published
    return int(published[:4]) if published else None


def number(n: float) -> str:
    """One to nine in words, then digits with commas: "three", "12", "1,200", "3.5"."""
    if n == int(n):
        return _SMALL[int(n)] if 0 < n < 10 else f"{int(n):,}"
    return f"{n:,.2f}".rstrip("0")


def counted(n: int, noun: str) -> str:
    """ "one quotation", "12 quotations"."""
    return f"{number(n)} {noun}{'' if n == 1 else 's'}"


def listed(parts: Sequence[str], most: int = 6) -> str:
    """ "a, b and c"; of more than `most` the rest is counted."""
    parts = list(dict.fromkeys(parts))
    if len(parts) > most:
        parts = [*parts[: most - 1], f"{number(len(parts) - most + 1)} more"]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def sentence(text: str) -> str:
    """With a capital, one space between words, and one full stop."""
    text = " ".join(text.split())
    ends = text.endswith((".", "!", "?", ".”", "!”", "?”", '."'))
    return text[:1].upper() + text[1:] + ("" if ends else ".")


def quoted(text: str, longest: int = 90) -> str:
    """Words of the article in marks; long ones are cut between words."""
    words = " ".join(text.split()).strip("“”\"‘’' ,")
    if len(words) > longest:
        words = words[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return f"“{words}”"


def day(iso: str, year: int | None, weekday: bool = True) -> str:
    """ "Monday 12 February", with the year where it is not the article's."""
    on = date.fromisoformat(iso[:10])
    name = f"{on:%A} " if weekday and on.year == year else ""
    return f"{name}{on.day} {on:%B}" + ("" if on.year == year else f" {on.year}")


def _hour(time: str) -> str:
    """ "3:30pm", "noon"."""
    hour, minute = int(time[:2]), time[2:5].removesuffix(":00")
    at = f"{hour % 12 or 12}{minute}{'am' if hour % 24 < 12 else 'pm'}"
    return {"12pm": "noon", "12am": "midnight"}.get(at, at)


def _of(given: str, year: int | None, by: str = " of ") -> str:
    """The year of what is less than a year, where it is not the article's."""
    return "" if int(given) == year else f"{by}{given}"


def _week(m: re.Match[str], year: int | None) -> str:
    first = date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1).isoformat()
    return f"on the weekend of {day(first, year, False)}" if m[3] else f"in the week of {day(first, year)}"


# TIMEX3 value -> how it is said with its preposition, given the article's year.
_SAID: dict[str, Callable[[re.Match[str], int | None], str]] = {
    r"(\d{4}-\d\d-\d\d)": lambda m, year: f"on {day(m[1], year)}",
    r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*": lambda m, year: f"at {_hour(m[2])} on {day(m[1], year)}",
    r"(\d{4}-\d\d-\d\d)T([A-Z]{2})": lambda m, year: f"on the {_NAMES[m[2]]} of {day(m[1], year)}",
    r"(\d{3})X?": lambda m, year: f"in the {m[1]}0s",
    r"(\d{4})": lambda m, year: f"in {m[1]}",
    r"(\d{4})-(\d\d)": lambda m, year: f"in {date(2000, int(m[2]), 1):%B}{_of(m[1], year, ' ')}",
    r"(\d{4})-(SP|SU|FA|WI)": lambda m, year: f"in the {_NAMES[m[2]]}{_of(m[1], year)}",
    r"(\d{4})-([QH]\d)": lambda m, year: f"in the {_NAMES[m[2]]} of {m[1]}",
    r"(\d{4})-W(\d\d)(-WE)?": _week,
}


def _one(value: str, year: int | None) -> str | None:
    found = ((re.fullmatch(pattern, value), said) for pattern, said in _SAID.items())
    return next((said(m, year) for m, said in found if m), None)


def when(value: str, mod: str | None, year: int | None) -> str | None:
    """A TIMEX3 value with its preposition: "on Monday 12 February", "in July 2019", "from 2009 to 2012"; None where
    no plain words are known for it."""
    first, _, last = value.partition("/")
    begins = _one(first, year)
    if begins is None or (mod and mod not in _MODS):
        return None
    if last and last != first:
        ends = None if last == ".." else _one(last, year)
        return f"since {bare(begins)}" if last == ".." else f"from {bare(begins)} to {bare(ends)}" if ends else None
    return f"{_MODS[mod]} {begins if mod in ('START', 'END') else bare(begins)}" if mod else begins


def bare(day: str) -> str:
    """A date without its preposition."""
    return re.sub(r"^(?:on|in|at) ", "", day)
