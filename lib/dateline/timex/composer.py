"""What the words of a match say, put together into an Expression."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dateline.calendar.expression import Expression
from dateline.calendar.values import duration_value, is_clock
from dateline.timex.rules import FORMS, NUMBER_WORDS, Features

_FIELDS = frozenset(Expression.__dataclass_fields__) - {"form", "kind", "rule", "amount", "sign"}
# What a form takes from its words of themselves, where that is not everything
_TAKES = {
    "ref": {"value"},
    "duration": {"mod", "rel"},
    "offset": {"mod"},
    "anniversary": {"rel", "weekday"},
    "set": {"quant", "freq", "mod"},
    "nth": {"year", "short_year", "weekday", "anaphor"},
    "yearend": {"year", "rel", "mod"},
    "date": _FIELDS - {"value", "weekday"},  # "this past April" has a value
    "year": _FIELDS - {"rel"},
    "quarter": _FIELDS - {"value"},
    "relative": _FIELDS - {"value"},
    "definite": _FIELDS - {"value"},
}
# What a rule says besides its words
_SAYS: dict[str, Features] = {
    "these_days": {"value": "PRESENT_REF"},
    "those_days": {"value": "PAST_REF"},
    "as_soon": {"value": "FUTURE_REF"},
    "small_hours": {"part": "MO", "mod": "START"},
    "nth_of_every": {"period": "P1M"},
    "year_end": {"mod": "END"},
    "year_ago": {"amount": 1, "unit": "Y"},
    "ended_unit": {"amount": 1, "unit": "Y"},
    "all_unit": {"amount": 1},
    "unit_or_two": {"amount": 1, "mod": "APPROX"},
}


@dataclass(slots=True)
class Said:
    """What the words of one match contribute: counts and units in order, all else the first time it is said."""

    rule: str
    form: str
    words: list[str]
    slots: dict[str, Any]
    numbers: list[float]
    units: list[str]
    fraction: float = 0.0

    def has(self, *words: str) -> bool:
        return any(word in self.words for word in words)

    @property
    def unit(self) -> str | None:
        return self.units[-1] if self.units else None

    def make(self, form: str, kind: str = "DATE", **more: Any) -> Expression:
        """The expression of a form: what it takes from its words, and what else is given."""
        takes = _TAKES.get(form, _FIELDS)
        return Expression(form, kind, self.rule, **{k: v for k, v in self.slots.items() if k in takes} | more)


def compose(rule: str, features: list[Features], words: list[str]) -> Expression | None:
    """What the words of a match say, put together."""
    form = FORMS[rule]
    if form == "moment":
        features, words = _outside_brackets(features, words)
    said = Said(rule, form, words, {}, [], [])
    rels: list[int] = []
    for key, value in (pair for f in [_SAYS.get(rule, {}), *features] for pair in f.items()):
        if key == "number":
            said.numbers.append(value)
        elif key == "scale":
            said.numbers.append((said.numbers.pop() if said.numbers else 1) * value)
        elif key == "unit":
            said.units.append(value)
        elif key == "rel":
            rels.append(value)
        elif key in ("fraction", "half"):
            said.fraction += 0.5 if key == "half" else value
        elif key not in said.slots or value == "X":
            said.slots[key] = value
    if "era" in said.slots and "year" not in said.slots and said.numbers:
        said.slots["year"] = int(said.numbers.pop())
    if rels:
        said.slots["rel"] = next((r for r in rels if r), 0)
    return _BUILD.get(form, _plain)(said)


def _plain(said: Said) -> Expression | None:
    return said.make(said.form, unit=said.unit)


def _build_date(said: Said) -> Expression | None:
    """Month and day, with the year where it stands there."""
    slots = said.slots
    value = str(slots.get("value", "_REF"))
    if not value.endswith("_REF"):
        return said.make("stated", "TIME" if "T" in value else "DATE")
    year = slots.get("year") or slots.get("old")
    doms = [int(n) for n in said.numbers if n != year]
    if said.rule == "date" and len(doms) > 1 and said.words.count("-") == 2:  # 19-Nov-12
        return said.make("date", dom=doms[0], short_year=doms[1])
    dom = slots.get("dom") or (doms[0] if doms else slots.get("ordinal"))
    if dom is not None and not 1 <= dom <= 31:
        return None
    if "earlier" in said.words and said.rule in ("month", "month_year"):
        slots["mod"] = "START"
    return said.make(said.form, dom=dom, unit=said.unit, year=year)


_YEAR_MODS = {"post": "AFTER", "pre": "BEFORE", "circa": "APPROX", "about": "APPROX", "around": "APPROX"}


def _build_year(said: Said) -> Expression | None:
    slots, first = said.slots, said.words[0]
    year = slots.get("spelled_year" if said.rule == "spelled_year" else "year")
    if said.rule == "spelled_year" and year is None:
        return None
    if first in _YEAR_MODS:
        slots["mod"] = _YEAR_MODS[first]
    if said.rule == "year_beyond":
        slots["mod"] = "BEFORE" if said.words[-1] == "earlier" else "ON_OR_AFTER"
    return said.make("year", year=year or (int(said.numbers[-1]) if said.numbers else None))


def _build_decade(said: Said) -> Expression | None:
    """ "The 1810s", "the '80s"; "the 1800s" are a century, while of the 2000s only the first ten years are over."""
    decade = said.slots["decade"]
    if decade % 10 == 0 and 100 <= decade < 200:
        return said.make("century", ordinal=decade // 10 + 1, decade=None)
    return said.make("decade")


def _build_quarter(said: Said) -> Expression | None:
    slots = said.slots
    if said.has("earlier", "ago"):
        slots.pop("mod", None)
    back = said.has("ago") or (said.has("earlier") and said.has("year"))
    back = back or (slots.get("back", False) and slots.get("rel") != 0)
    of_year = said.has("year") and not back and slots.get("rel") is not None
    if said.rule == "year_quarter" and said.has("half"):
        return said.make("half")
    if of_year and said.words[0] in ("corresponding", "same", "comparable"):
        slots["anaphor"] = False
    if back:
        slots.pop("rel", None)
    return said.make("quarter", unit="Y" if of_year else None, back=back)


_EDGES = ("early", "late", "mid", "middle", "end", "beginning", "start", "close", "outset")


def _build_relative(said: Said) -> Expression | None:
    if not said.has(*_EDGES) and said.words[0] not in ("earlier", "later"):
        said.slots.pop("mod", None)
    unit = said.unit or "D"
    if unit == "D" and said.words[:2] == ["the", "next"]:
        said.slots["anaphor"] = True
    if said.rule == "rel_unit" and said.has("past") and not said.has("this") and unit in ("Y", "M", "W", "DE", "CE"):
        return replace(said.make("duration", "DURATION", rel=-1, amount=1, unit=unit), mod=None)
    return said.make(said.form, unit=unit, rel=said.slots.get("rel", 0))


def _build_nth(said: Said) -> Expression | None:
    """ "The third Thursday of November", "the first week of May", "the 23rd of this month"."""
    slots, is_week = said.slots, said.rule == "nth_week"
    ordinal, rel = slots.get("ordinal", -1), slots.get("rel")
    if ordinal > 5 and said.rule != "day_of_rel_month":
        return None
    is_edge = ordinal == -1 and rel == -1 and "last" not in said.words[2:]  # the last Friday
    if is_edge or (is_week and slots.get("month") and not said.has("year")):
        rel = None
    rel = 0 if rel is None and said.unit == "M" and not is_week else rel
    return said.make("nth", month=slots.get("month"), ordinal=ordinal, rel=rel, unit="W" if is_week else said.unit)


def _build_steps(said: Said) -> Expression | None:
    """ "The Friday before last", "two Fridays ago", "the week after next": some steps from the reference."""
    steps = int(said.numbers[0]) if said.numbers else 2
    rel = steps if said.has("next") else -steps
    if part := said.slots.get("part"):
        return Expression("moment", "TIME", said.rule, part=part, rel=rel, unit="D")
    weekday = said.slots.get("weekday")
    return Expression("weekday" if weekday else "relative", "DATE", said.rule, weekday=weekday, rel=rel, unit=said.unit)


def _build_shifted(said: Said) -> Expression | None:
    sign = 1 if said.has("after", "following") else -1
    unit = "WEEKDAY" if said.rule == "weekday_after" else said.units[0] if said.units else "D"
    if said.rule == "week_from":  # "a week from Tuesday" is a day
        weeks = 1 if said.words[0] in ("a", "an") else int(said.numbers.pop(0))
        sign, unit = (14 if said.has("fortnight") else 7 * weeks), "D"
        said.slots.setdefault("rel", 1)
    made = _build_date(replace(said, rule="date", form="date", units=[]))
    return said.make("shifted", unit=unit, sign=sign, dom=made.dom) if made else None


# clock times and parts of a day

_LATE_PARTS = ("AF", "EV", "NI")
_NOONS = ("noon", "noontime", "midnight", "midday")


def _outside_brackets(features: list[Features], words: list[str]) -> tuple[list[Features], list[str]]:
    """What is said without the same time in brackets: "5 p.m. (2100 UTC)"."""
    if "(" not in words[1:] or ")" not in words:
        return features, words
    a, b = words.index("(", 1), words.index(")") + 1
    has_figures = any(char.isdigit() for word in words[a:b] for char in word)
    return (features[:a] + features[b:], words[:a] + words[b:]) if has_figures else (features, words)


def _build_moment(said: Said) -> Expression | None:
    slots, words, numbers = said.slots, said.words, [int(n) for n in said.numbers]
    by_part = said.rule in ("time_in_part", "time_relpart") or any(w.endswith("clock") for w in words)
    is_late = slots.get("part") in _LATE_PARTS or slots.get("ampm") == "p"
    if said.has("half", "quarter"):  # "half past five", "a quarter to six"
        at = words.index("half" if said.has("half") else "quarter")
        later = words[at + 1] in ("past", "after")
        hour = (numbers.pop() - (not later)) % 24
        slots["hour"] = hour + 12 * (is_late and hour < 12)
        slots["minute"] = 30 if said.has("half") else 15 if later else 45
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


# lengths, distances and repeated times

# The TIMEX3 mod of a length by the words it begins with, or has in it
_BOUNDS = (
    (r"(?:just )?over\b", "MORE_THAN"),
    (r"(?:just )?under\b", "LESS_THAN"),
    (r"(?:just )?up\b|no (?:more|longer) than\b", "EQUAL_OR_LESS"),
    (r"no (?:less|fewer) than\b", "EQUAL_OR_MORE"),
    (r".*\bpart\b", "LESS_THAN"),
    (r".*\bor so\b", "APPROX"),
)


def _build_duration(said: Said) -> Expression | None:
    slots = said.slots
    if said.rule.endswith("compound"):
        return said.make("duration", "DURATION", value=_compound(said))
    units = said.units or (["S"] if said.has("second") else [])
    if not units:
        is_vague = said.words[-1] in ("while", "time")
        return Expression("duration", "DURATION", said.rule, value="PXX") if is_vague else None
    if said.rule == "unit_or_more":
        return Expression("duration", "DURATION", said.rule, rel=slots.get("rel"), amount="X", unit=units[0])
    amount, unit = _amount(said), units[0 if said.rule == "units_or_units" else -1]
    if said.has("quarter") and said.has("century"):
        amount, unit = 25, "Y"
    return said.make("duration", "DURATION", amount=amount, unit=unit, mod=_bound(said))


def _amount(said: Said) -> float | str | None:
    """How many of the unit."""
    text, amount = " ".join(said.words), said.slots.get("amount")
    if said.has("dozen"):
        return _dozens(said)
    if said.has("couple"):
        return 2
    if said.has("half") and not said.numbers and amount in (1, None):
        return 1.5 if "and a half" in text or text.endswith("half") else 0.5
    amount = said.numbers[0] if said.numbers else amount
    if not amount and (said.words[0] == "another" or "or so" in text):
        amount = 1
    return amount + said.fraction if isinstance(amount, float | int) else amount


def _bound(said: Said) -> str | None:
    """The TIMEX3 mod of a length: "up to", "no more than", "or so"."""
    text, mod = " ".join(said.words), said.slots.get("mod")
    if said.has("couple") and not said.has("dozen"):
        mod = mod or "APPROX"
    if mod == "MORE_THAN" and not said.has("than"):  # "two more years"
        mod = None
    return next((bound for pattern, bound in _BOUNDS if re.match(pattern, text)), mod)


def _compound(said: Said) -> str:
    """ "Two years and three months"; of "a year and six months" the one is no number."""
    value = "P"
    for number, unit in zip(_of_units(said), said.units, strict=False):
        part = duration_value(number, unit)
        value += part[1:] if "T" not in value or "T" not in part else part[2:]
    return value


def _of_units(said: Said) -> list[float]:
    return [1, *said.numbers] if len(said.numbers) < len(said.units) else said.numbers


def _dozens(said: Said) -> float | str:
    """ "A dozen", "half a dozen", "two dozen", "several dozen"."""
    if said.slots.get("amount") == "X":
        return "X"
    return 12 * (said.numbers[0] if said.numbers else 0.5 if said.has("half") else 1)


# How many of the finer unit are one of the coarser
_OF_FINER = {("Y", "M"): 12, ("W", "D"): 7, ("D", "H"): 24, ("H", "MIN"): 60}


def _build_offset(said: Said) -> Expression | None:
    if said.rule == "ago_today":
        return _build_ago_today(said)
    if said.slots.get("mod") in ("START", "END"):
        del said.slots["mod"]
    made = _build_duration(said)
    if made is None:
        return None
    unit, amount, last = made.unit, made.amount, said.words[-1]
    if made.value:  # "two years and three months" are 27 months; else the coarsest counts
        numbers, units = _of_units(said), said.units
        size = _OF_FINER.get((units[0], units[1])) if len(units) == len(numbers) == 2 else None
        unit, amount = (units[1], numbers[0] * size + numbers[1]) if size else (units[0], numbers[0])
    if len(said.words) == 2 and amount is None:
        amount = "X"
    ahead = last in ("now", "today", "hence") or said.slots.get("sign") == 1
    return said.make(
        "offset", "TIME" if unit in ("H", "MIN", "S") else "DATE", mod=made.mod, amount=amount, unit=unit,
        sign=1 if ahead else -1, anaphor=last not in ("ago", "now", "today", "hence"), back=unit == "Y" and amount == 1,
    )  # fmt: skip


def _build_ago_today(said: Said) -> Expression | None:
    """ "Ten years ago today", "two years ago this week": a day or week so many years back."""
    counted = replace(said, rule="duration", words=said.words[: said.words.index("ago")], units=said.units[:1])
    length = _build_duration(counted)
    if length is None or length.amount in (None, "X"):
        return None
    fine = said.units[-1] if len(said.units) > 1 else "D"
    return said.make("anniversary", amount=length.amount, unit=length.unit, sign=-1, fine=fine)


# The value of what repeats, by the first of these that is said
_REPEATED = (
    ("period", "{period}"),
    ("weekday", "XXXX-WXX-{weekday}{at}"),
    ("season", "XXXX-{season}"),
    ("month", "XXXX-{month:02d}{on}"),
    ("part", "XXXX-XX-XX{at}"),
)


def _build_set(said: Said) -> Expression | None:
    slots, numbers = said.slots, said.numbers
    known = slots | {"at": f"T{slots.get('part')}" if slots.get("part") else ""}
    known["on"] = f"-{int(numbers[0]):02d}" if numbers else ""
    value = next((template.format(**known) for slot, template in _REPEATED if slots.get(slot)), None)
    if said.rule == "times_a":
        times = _dozens(said) if said.has("dozen") else numbers[0] if numbers else None
        slots.setdefault("freq", f"{times:g}X" if isinstance(times, float | int) else None)
        value = duration_value(1, said.unit)
    elif value is None and said.words != ["weekends"] and said.unit:
        amount = 2 if said.has("other") else numbers[0] if numbers else slots.get("ordinal") or 1
        value = duration_value("X" if said.has("few") else amount, said.unit)
    return said.make("set", "SET", value=value or "XXXX-WXX-" + ("WE" if said.unit else "XX"))


_BUILD: dict[str, Callable[[Said], Expression | None]] = {
    "date": _build_date,
    "nth": _build_nth,
    "steps": _build_steps,
    "moment": _build_moment,
    "duration": _build_duration,
    "offset": _build_offset,
    "set": _build_set,
    "year": _build_year,
    "decade": _build_decade,
    "quarter": _build_quarter,
    "relative": _build_relative,
    "definite": _build_relative,
    "yearend": lambda said: said.make("yearend", unit="Y" if "rel" in said.slots else None),
    "shifted": _build_shifted,
    "dayshift": _build_shifted,
    "weekof": _build_date,
}
