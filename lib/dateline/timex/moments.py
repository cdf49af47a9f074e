"""Clock times and parts of a day, put together from what their words say."""

from __future__ import annotations

from typing import Any

from dateline.calendar.expression import Expression
from dateline.calendar.values import is_clock
from dateline.timex.rules import NUMBER_WORDS
from dateline.timex.said import Said, make


def build_moment(said: Said) -> Expression | None:
    year = said.slots.get("year")
    if said.slots.get("month"):
        said.slots.pop("weekday", None)
    doms = [int(n) for n in said.numbers]
    if "half" in said.words or "quarter" in said.words:
        doms = _spoken_clock(said, doms)
    if "hour" not in said.slots:
        hour = None
        if (
            said.slots.get("ampm")
            or any(w.endswith("clock") for w in said.words)
            or "zone" in said.slots
            or ("hours" in said.words and said.rule != "small_hours")
        ):
            # the hour is the number before a.m. or o'clock
            order = [
                i
                for i, w in enumerate(said.words)
                if (w[:1] in "ap" and w.replace(".", "") in ("am", "pm"))
                or w.endswith("clock")
                or w == "hours"
                or w.isupper()
            ]
            hour = _hour_before(said.words, order[0] if order else len(said.words), doms, year, said.slots)
            if hour is None:
                return None
        if hour is not None:
            said.slots["hour"], said.slots["minute"] = hour
            if hour[0] in doms:
                doms.remove(hour[0])
            if hour[0] * 100 + hour[1] == year:
                said.slots.pop("year")
                year = None
                doms = [d for d in doms if d != hour[0] * 100 + hour[1]]
    elif said.numbers and "." in "".join(w for w in said.words if w[:1].isdigit()):
        doms = [d for d in doms if d != said.slots["hour"]]
    if said.slots.get("ampm") and said.slots.get("hour") is not None:
        if said.slots["hour"] > 12:
            return (
                None
                if said.slots["hour"] > 24
                else _finish_moment(said.rule, said.words, said.slots, doms, year, said.units)
            )
        said.slots["hour"] = said.slots["hour"] % 12 + (12 if said.slots["ampm"] == "p" else 0)
    elif (
        said.slots.get("hour") is not None
        and said.slots.get("part") in ("AF", "EV", "NI")
        and said.slots["hour"] < 12
        and any(w.endswith("clock") for w in said.words)
    ):
        said.slots["hour"] += 12
    return _finish_moment(said.rule, said.words, said.slots, doms, year, said.units)


def _spoken_clock(said: Said, numbers: list[int]) -> list[int]:
    """ "Half past five", "a quarter to six": puts hour and minute in; the numbers left."""
    at = said.words.index("half" if "half" in said.words else "quarter")
    later = said.words[at + 1] in ("past", "after")
    minute = 30 if "half" in said.words else 15 if later else 45
    hour = numbers.pop()
    said.slots.update(hour=(hour if later else hour - 1) % 24, minute=minute)
    said.slots.pop("value", None)
    said.slots.pop("rel", None)
    said.units = [u for u in said.units if u != "Q"]
    if said.slots.get("part") in ("AF", "EV", "NI") and said.slots["hour"] < 12:
        said.slots["hour"] += 12
    return numbers


def _hour_before(
    words: list[str], at: int, numbers: list[int], year: int | None, slots: dict[str, Any]
) -> tuple[int, int] | None:
    for word in reversed(words[:at]):
        n = NUMBER_WORDS.get(word) or (int(word) if word.isdigit() and len(word) <= 4 else None)
        if n is None:
            continue
        if n > 99:
            return (n // 100, n % 100) if is_clock(n // 100, n % 100) else None
        return (n, 0) if is_clock(n) else None
    return None


def _finish_moment(
    rule: str, words: list[str], slots: dict[str, Any], doms: list[int], year: int | None, units: list[str]
) -> Expression | None:
    doms = [d for d in doms if d != year]
    dom = slots.get("dom") or (doms[0] if doms else slots.get("ordinal"))
    if rule == "small_hours":
        slots = {"part": "MO", "mod": "START"} | {k: v for k, v in slots.items() if k != "mod"}
    if slots.get("month"):
        if dom is None or not 1 <= dom <= 31:
            return None
        slots["dom"] = dom
    if slots.get("hour", 0) > 24:
        return None
    for key in ("amount", "sign"):
        slots.pop(key, None)
    if "value" in slots and "T" in str(slots["value"]):
        slots["value"] = slots["value"][:10]
    slots.pop("unit", None)
    if slots.get("rel") is not None or "D" in units:
        slots["unit"] = "D"
    if words[:2] == ["the", "next"]:
        slots["anaphor"] = True
    return make("moment", "TIME", rule, slots)
