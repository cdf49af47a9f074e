"""Numbers, lists and dates as a newspaper prints them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from dateline.reading import Reading

Span = tuple[int, int]
Finding = tuple[str, tuple[Span, ...], int]  # a sentence, the characters it rests on, how many rows those are

_SMALL = "no one two three four five six seven eight nine".split()
_ORDINAL = ("first", "second", "third", "fourth")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "middle of the day", "DT": "day"}
# What a TIMEX3 modifier says of a date, before the date.
_MODS = {"APPROX": "about", "START": "early", "MID": "mid", "END": "late", "BEFORE": "before", "AFTER": "after",
         "ON_OR_BEFORE": "by", "ON_OR_AFTER": "from"}  # fmt: skip


def year_of(reading: Reading) -> int | None:
    """The article's year, where its date of publication is known."""
    published = reading.article.published
    return int(published[:4]) if published else None


def number(n: float) -> str:
    """One to nine in words, then digits with commas: "three", "12", "1,200", "3.5"."""
    if n == int(n):
        return _SMALL[int(n)] if 0 < n < 10 else f"{int(n):,}"
    return f"{n:,.2f}".rstrip("0")


def counted(n: int, noun: str, plural: str = "") -> str:
    """ "one quotation", "12 quotations"."""
    return f"{number(n)} {noun if n == 1 else plural or noun + 's'}"


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


def _of_year(name: str, given: str, year: int | None) -> str:
    return name if int(given) == year else f"{name} {given}"


def _month(m: re.Match[str], year: int | None) -> str:
    return "in " + _of_year(f"{date(2000, int(m[2]), 1):%B}", m[1], year)


def _week(m: re.Match[str], year: int | None) -> str:
    first = date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1).isoformat()
    return f"on the weekend of {day(first, year, False)}" if m[3] else f"in the week of {day(first, year)}"


def _clock(m: re.Match[str], year: int | None) -> str:
    hour, minute = int(m[2]), m[3]
    at = f"{hour % 12 or 12}{'' if minute == '00' else ':' + minute}{'am' if hour % 24 < 12 else 'pm'}"
    at = "noon" if at == "12pm" else "midnight" if at == "12am" else at
    return f"at {at} on {day(m[1], year)}"


def _part(m: re.Match[str], year: int | None) -> str:
    return f"on the {_PARTS[m[2]]} of {day(m[1], year)}"


_Wording = Callable[[re.Match[str], int | None], str]
_FORMS: tuple[tuple[str, _Wording], ...] = (
    (r"(\d{4}-\d\d-\d\d)", lambda m, year: f"on {day(m[1], year)}"),
    (r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d)?Z?", _clock),
    (r"(\d{4}-\d\d-\d\d)T(MO|AF|EV|NI|MI|DT)", _part),
    (r"(\d{4}-\d\d-\d\d)T(\d\d)", lambda m, year: f"on {day(m[1], year)}"),
    (r"(\d{4})-(\d\d)", _month),
    (r"(\d{4})", lambda m, year: f"in {m[1]}"),
    (r"(\d{4})-(SP|SU|FA|WI)", lambda m, year: "in the " + _of_year(_SEASONS[m[2]], m[1], year).replace(" ", " of ")),
    (r"(\d{4})-Q(\d)", lambda m, year: f"in the {_ORDINAL[int(m[2]) - 1]} quarter of {m[1]}"),
    (r"(\d{4})-H(\d)", lambda m, year: f"in the {_ORDINAL[int(m[2]) - 1]} half of {m[1]}"),
    (r"(\d{4})-W(\d\d)(-WE)?", _week),
    (r"(\d{3})X?", lambda m, year: f"in the {m[1]}0s"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), wording) for pattern, wording in _FORMS)


def _one(value: str, year: int | None) -> str | None:
    for pattern, wording in _COMPILED:
        if found := pattern.fullmatch(value):
            return wording(found, year)
    return None


def when(value: str, mod: str | None, year: int | None) -> str | None:
    """A TIMEX3 value with its preposition: "on Monday 12 February", "in July 2019", "from 2009 to 2012"; None where
    no plain words are known for it."""
    first, _, last = value.partition("/")
    begins = _one(first, year)
    if begins is None or (mod and mod not in _MODS):
        return None
    if last:
        ends = None if last == ".." else _one(last, year)
        return f"since {bare(begins)}" if last == ".." else f"from {bare(begins)} to {bare(ends)}" if ends else None
    if not mod:
        return begins
    word = _MODS[mod]
    if word in ("early", "late", "mid"):
        return f"{word} {begins}" if word != "mid" else f"in the middle of {bare(begins)}"
    return f"{word} {bare(begins)}"


def bare(day: str) -> str:
    """A date without its preposition."""
    return re.sub(r"^(?:on|in|at) ", "", day)
