"""Clock times and parts of a day, put together from what their words say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.calendar.expression import Expression
from dateline.calendar.values import is_clock
from dateline.timex.rules import NUMBER_WORDS
from dateline.timex.said import Said, make

_LATE_PARTS = ("AF", "EV", "NI")
_NOONS = ("noon", "noontime", "midnight", "midday")


def build_moment(said: Said) -> Expression | None:
    slots = said.without("weekday" if said.slots.get("month") else "", "" if _is_of_the_clock(said) else "zone")
    numbers = [int(n) for n in said.numbers]
    if not _is_of_the_clock(said) and str(slots.get("year")) in said.words[list(said.words).index("(") :]:
        year = slots.pop("year")  # "5 p.m. (2100 UTC)" names none
        numbers = [n for n in numbers if n != year]
    if "half" in said.words or "quarter" in said.words:
        return _finish(said, *_spoken_clock(said, slots, numbers))
    if said.words[-1] in _NOONS and len(said.words) > 1 and said.words[-2].isdigit():  # 12 noon
        numbers = numbers[:-1]
    elif "hour" not in slots and _names_an_hour(said):
        hour = _hour(said)
        if hour is None:
            return None
        slots["hour"], slots["minute"] = hour
        if hour[0] in numbers:
            numbers.remove(hour[0])
        if hour[0] * 100 + hour[1] == slots.get("year"):
            numbers = [n for n in numbers if n != slots["year"]]
            slots.pop("year")
    elif "hour" in slots and "." in "".join(w for w in said.words if w[:1].isdigit()):
        numbers = [n for n in numbers if n != slots["hour"]]
    if slots.get("ampm") and slots.get("hour") is not None and slots["hour"] <= 12:
        slots["hour"] = slots["hour"] % 12 + (12 if slots["ampm"] == "p" else 0)
    elif _is_by_part(said) and slots.get("part") in _LATE_PARTS and slots.get("hour", 12) < 12:
        slots["hour"] += 12
    return _finish(said, slots, numbers)


def _is_of_the_clock(said: Said) -> bool:
    """Whether a zone is that of the clock, and not of the same time in brackets: "5 p.m. (2100 UTC)"."""
    words = list(said.words)
    return "(" not in words[1:] or not any(char.isdigit() for word in words[words.index("(") :] for char in word)


def _is_by_part(said: Said) -> bool:
    """ "Five o'clock in the evening", "at 9 last night", "4 in the morning"."""
    return said.rule in ("time_in_part", "time_relpart") or any(w.endswith("clock") for w in said.words)


def _names_an_hour(said: Said) -> bool:
    has_hours = "hours" in said.words and said.rule != "small_hours"
    return bool(said.slots.get("ampm")) or "zone" in said.slots or has_hours or _is_by_part(said)


def _hour(said: Said) -> tuple[int, int] | None:
    """The hour is the number before a.m. or o'clock, or before the part of the day."""
    ends = [
        i
        for i, w in enumerate(said.words)
        if w.replace(".", "") in ("am", "pm") or w.endswith("clock") or w == "hours" or w.isupper()
    ]
    for word in reversed(said.words[: ends[0] if ends else len(said.words)]):
        n = NUMBER_WORDS.get(word) or (int(word) if word.isdigit() and len(word) <= 4 else None)
        if n is not None:
            hour, minute = (n // 100, n % 100) if n > 99 else (n, 0)
            return (hour, minute) if is_clock(hour, minute) else None
    return None


def _spoken_clock(said: Said, slots: dict[str, Any], numbers: list[int]) -> tuple[dict[str, Any], list[int]]:
    """ "Half past five", "a quarter to six": hour and minute put in; the numbers left."""
    at = list(said.words).index("half" if "half" in said.words else "quarter")
    later = said.words[at + 1] in ("past", "after")
    minute = 30 if "half" in said.words else 15 if later else 45
    hour = (numbers[-1] if later else numbers[-1] - 1) % 24
    if (slots.get("part") in _LATE_PARTS or slots.get("ampm") == "p") and hour < 12:
        hour += 12
    kept = {key: value for key, value in slots.items() if key not in ("value", "rel")}
    return {**kept, "hour": hour, "minute": minute}, numbers[:-1]


def _finish(said: Said, slots: dict[str, Any], numbers: Sequence[int]) -> Expression | None:
    kept = {key: value for key, value in slots.items() if key not in ("amount", "sign", "unit")}
    doms = [n for n in numbers if n != kept.get("year")]
    dom = kept.get("dom") or (doms[0] if doms else kept.get("ordinal"))
    if said.rule == "small_hours":
        kept |= {"part": "MO", "mod": "START"}
    if kept.get("month"):
        if dom is None or not 1 <= dom <= 31:
            return None
        kept["dom"] = dom
    if kept.get("hour", 0) > 24:
        return None
    if "T" in str(kept.get("value", "")):
        kept["value"] = kept["value"][:10]
    if kept.get("rel") is not None or "D" in said.units:
        kept["unit"] = "D"
    if list(said.words[:2]) == ["the", "next"]:
        kept["anaphor"] = True
    return make("moment", "TIME", said.rule, kept)
