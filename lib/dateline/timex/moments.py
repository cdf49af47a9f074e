"""Clock times and parts of a day, put together from what their words say."""

from __future__ import annotations

from dateline.calendar.expression import Expression
from dateline.calendar.values import is_clock
from dateline.timex.rules import NUMBER_WORDS, Features
from dateline.timex.said import Said

_LATE_PARTS = ("AF", "EV", "NI")
_NOONS = ("noon", "noontime", "midnight", "midday")


def outside_brackets(features: list[Features], words: list[str]) -> tuple[list[Features], list[str]]:
    """What is said without the same time in brackets: "5 p.m. (2100 UTC)"."""
    if "(" not in words[1:] or ")" not in words:
        return features, words
    a, b = words.index("(", 1), words.index(")") + 1
    has_figures = any(char.isdigit() for word in words[a:b] for char in word)
    return (features[:a] + features[b:], words[:a] + words[b:]) if has_figures else (features, words)


def build_moment(said: Said) -> Expression | None:
    slots, words, numbers = said.slots, said.words, [int(n) for n in said.numbers]
    by_part = said.rule in ("time_in_part", "time_relpart") or any(w.endswith("clock") for w in words)
    is_late = slots.get("part") in _LATE_PARTS or slots.get("ampm") == "p"
    if said.has("half", "quarter"):  # "half past five", "a quarter to six"
        at = words.index("half" if said.has("half") else "quarter")
        later = words[at + 1] in ("past", "after")
        hour = (numbers.pop() - (not later)) % 24
        slots["hour"], slots["minute"] = (
            hour + 12 * (is_late and hour < 12),
            30 if said.has("half") else 45 - 30 * later,
        )
        slots.pop("value", None)
        slots.pop("rel", None)
        return _finish(said, numbers)
    if words[-1] in _NOONS and words[-2:-1] and words[-2].isdigit():  # 12 noon
        numbers.pop()
    elif "hour" in slots:
        numbers = [n for n in numbers if n != slots["hour"] or said.numbers == numbers]  # the 7 of 7.30
    elif by_part or slots.get("ampm") or "zone" in slots or (said.has("hours") and said.rule != "small_hours"):
        clock = _clock(words)
        if clock is None:
            return None
        hour, minute = slots["hour"], slots["minute"] = clock
        if hour in numbers:
            numbers.remove(hour)
        if hour * 100 + minute == slots.get("year"):
            numbers.remove(slots.pop("year"))
    if slots.get("ampm") and slots.get("hour", 13) <= 12:
        slots["hour"] = slots["hour"] % 12 + 12 * (slots["ampm"] == "p")
    elif by_part and is_late and slots.get("hour", 12) < 12:
        slots["hour"] += 12
    return _finish(said, numbers)


def _clock(words: list[str]) -> tuple[int, int] | None:
    """The hour and minute before a.m. or o'clock, or before the part of the day."""
    marks = ("am", "pm", "hours", "oclock")
    ends = [i for i, word in enumerate(words) if word.translate(_NO_MARKS) in marks]
    for word in reversed(words[: ends[0] if ends else len(words)]):
        n = NUMBER_WORDS.get(word) or (int(word) if word.isdigit() and len(word) <= 4 else None)
        if n is not None:
            hour, minute = divmod(n, 100) if n > 99 else (n, 0)
            return (hour, minute) if is_clock(hour, minute) else None
    return None


_NO_MARKS = str.maketrans("", "", ".'’")


def _finish(said: Said, numbers: list[int]) -> Expression | None:
    slots = said.slots
    if said.rule == "small_hours":
        slots |= {"part": "MO", "mod": "START"}
    if slots.get("month"):
        doms = [n for n in numbers if n != slots.get("year")]
        slots["dom"] = slots.get("dom") or (doms[0] if doms else slots.get("ordinal"))
        slots.pop("weekday", None)
        if not 1 <= (slots["dom"] or 0) <= 31:
            return None
    if slots.get("hour", 0) > 24:
        return None
    if "T" in str(slots.get("value", "")):
        slots["value"] = slots["value"][:10]
    if said.words[:2] == ["the", "next"]:
        slots["anaphor"] = True
    by_day = slots.get("rel") is not None or "D" in said.units
    return said.make("moment", "TIME", **({"unit": "D"} if by_day else {}))
