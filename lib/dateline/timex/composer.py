"""What the words of a match say, put together into an Expression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.calendar.expression import Expression
from dateline.timex.lengths import build_duration, build_offset, build_set
from dateline.timex.moments import build_moment, outside_brackets
from dateline.timex.rules import FORMS, Features
from dateline.timex.said import Said


def compose(rule: str, features: list[Features], words: list[str]) -> Expression | None:
    """What the words of a match say, put together."""
    form = FORMS[rule]
    if form == "moment":
        features, words = outside_brackets(features, words)
    said = Said(rule, form, words, {}, [], [])
    rels: list[int] = []
    for key, value in (pair for f in features for pair in f.items()):
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


_FIXED = {"these_days": "PRESENT_REF", "those_days": "PAST_REF", "as_soon": "FUTURE_REF"}


def _plain(said: Said) -> Expression | None:
    if said.rule in _FIXED:
        return Expression("ref", "DATE", said.rule, value=_FIXED[said.rule])
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
    """ "The third Thursday of November", "the last Friday of this month", "the first week of May", "the 23rd of this
    month"."""
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
    if said.slots.get("weekday"):
        return Expression("weekday", "DATE", said.rule, weekday=said.slots["weekday"], rel=rel)
    if said.slots.get("part"):
        return Expression("moment", "TIME", said.rule, part=said.slots["part"], rel=rel, unit="D")
    return Expression("relative", "DATE", said.rule, rel=rel, unit=said.units[0])


def _build_yearend(said: Said) -> Expression | None:
    return said.make("yearend", unit="Y" if "rel" in said.slots else None, mod="END")


def _build_shifted(said: Said) -> Expression | None:
    sign = 1 if said.has("after", "following") else -1
    unit = "WEEKDAY" if said.rule == "weekday_after" else said.units[0] if said.units else "D"
    if said.rule == "week_from":  # "a week from Tuesday" is a day
        weeks = 1 if said.words[0] in ("a", "an") else int(said.numbers.pop(0))
        sign, unit = (14 if said.has("fortnight") else 7 * weeks), "D"
        said.slots.setdefault("rel", 1)
    made = _build_date(replace(said, rule="date", form="date", units=[]))
    return said.make("shifted", unit=unit, sign=sign, dom=made.dom) if made else None


_BUILD: dict[str, Callable[[Said], Expression | None]] = {
    "date": _build_date,
    "nth": _build_nth,
    "steps": _build_steps,
    "moment": build_moment,
    "duration": build_duration,
    "offset": build_offset,
    "set": build_set,
    "year": _build_year,
    "decade": _build_decade,
    "quarter": _build_quarter,
    "relative": _build_relative,
    "definite": _build_relative,
    "yearend": _build_yearend,
    "shifted": _build_shifted,
    "dayshift": _build_shifted,
    "weekof": _build_date,
}
