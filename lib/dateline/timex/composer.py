"""What the words of a match say, put together into an Expression."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.calendar.expression import Expression
from dateline.timex.lengths import build_duration, build_offset, build_set
from dateline.timex.moments import build_moment
from dateline.timex.rules import FORMS, Features
from dateline.timex.said import Said, make


def compose(rule: str, features: list[Features], words: list[str]) -> Expression | None:
    """What the words of a match say, put together."""
    form = FORMS[rule]
    slots: dict[str, Any] = {}
    numbers: list[float] = []
    units: list[str] = []
    rels: list[int] = []
    fraction = 0.0
    for f in features:
        for key, value in f.items():
            if key == "number":
                numbers.append(value)
            elif key == "scale":
                numbers.append((numbers.pop() if numbers else 1) * value)
            elif key == "unit":
                units.append(value)
            elif key == "rel":
                rels.append(value)
            elif key == "fraction":
                fraction += value
            elif key == "half":
                fraction += 0.5
            elif key not in slots or value == "X":
                slots[key] = value
    if "era" in slots and "year" not in slots and numbers:
        slots["year"] = int(numbers.pop())
    if rels:
        slots["rel"] = next((r for r in rels if r), 0)
    build = _BUILD.get(form, _plain)
    return build(Said(rule, form, words, slots, numbers, units, fraction))


_FIXED = {"these_days": "PRESENT_REF", "those_days": "PAST_REF", "as_soon": "FUTURE_REF"}


def _plain(said: Said) -> Expression | None:
    if said.rule in _FIXED:
        return make("ref", "DATE", said.rule, {"value": _FIXED[said.rule]})
    slots = said.without("amount")
    if said.units:
        slots["unit"] = said.units[-1]
    return make(said.form, "DATE", said.rule, slots)


def _build_date(said: Said) -> Expression | None:
    """Month and day, with the year where it stands there."""
    value = str(said.slots.get("value", "_REF"))
    if not value.endswith("_REF"):
        return make("stated", "TIME" if "T" in value else "DATE", said.rule, said.slots)
    year = said.slots.get("year") or said.slots.get("old")
    doms = [n for n in said.numbers if n != year]
    if said.rule == "date" and len(doms) > 1 and said.words.count("-") == 2:  # 19-Nov-12
        return make("date", "DATE", "date", {"month": said.slots["month"]}, dom=int(doms[0]), short_year=int(doms[1]))
    dom = said.slots.get("dom") or (int(doms[0]) if doms else said.slots.get("ordinal"))
    if said.rule == "day_of_month":
        return make("date", "DATE", said.rule, {}, dom=dom)
    if dom is not None and not 1 <= dom <= 31:
        return None
    slots = said.without("value", "weekday", "amount", "sign")  # a value is "this past April"
    if "earlier" in said.words and said.rule in ("month", "month_year"):
        slots["mod"] = "START"
    unit = said.units[-1] if said.units else None
    return make(said.form, "DATE", said.rule, slots, dom=dom, unit=unit, year=year)


_YEAR_MODS = {"post": "AFTER", "pre": "BEFORE", "circa": "APPROX", "about": "APPROX", "around": "APPROX"}


def _build_year(said: Said) -> Expression | None:
    slots = said.without("rel", "unit", "amount", "sign")
    if said.rule == "spelled_year":
        if "spelled_year" not in slots:
            return None
        slots["year"] = slots["spelled_year"]
    if said.words[0] in _YEAR_MODS:
        slots["mod"] = _YEAR_MODS[said.words[0]]
    if said.rule == "year_beyond":
        slots["mod"] = "BEFORE" if said.words[-1] == "earlier" else "ON_OR_AFTER"
    return make("year", "DATE", said.rule, {"year": int(said.numbers[-1]) if said.numbers else None, **slots})


def _build_decade(said: Said) -> Expression | None:
    """ "The 1810s", "the '80s"; "the 1800s" are a century, while of the 2000s only the first ten years are over."""
    decade = said.slots["decade"]
    if decade % 10 == 0 and 100 <= decade < 200:
        return make("century", "DATE", said.rule, said.slots, ordinal=decade // 10 + 1, decade=None)
    return make("decade", "DATE", said.rule, said.slots)


def _build_quarter(said: Said) -> Expression | None:
    is_later = "earlier" in said.words or "ago" in said.words
    back = "ago" in said.words or ("earlier" in said.words and "year" in said.words)
    back = back or (said.slots.get("back", False) and said.slots.get("rel") != 0)
    relyear = "year" in said.words and not back and said.slots.get("rel") is not None
    slots = said.without("amount", "sign", "value", *(["mod"] if is_later else []))
    if said.rule == "year_quarter" and "half" in said.words:
        return make("half", "DATE", said.rule, slots)
    if relyear and slots.get("anaphor") and said.words[0] in ("corresponding", "same", "comparable"):
        slots["anaphor"] = False
    if back:
        slots.pop("rel", None)
    return make("quarter", "DATE", said.rule, slots, unit="Y" if relyear else None, back=back)


_EDGES = {"early", "late", "mid", "middle", "end", "beginning", "start", "close", "outset"}
_BEFORE_UNIT = _EDGES | {"earlier", "later"}


def _build_relative(said: Said) -> Expression | None:
    has_edge = said.words[0] in _BEFORE_UNIT or _EDGES & set(said.words)
    slots = {"rel": 0, **said.without("amount", "sign", "value", *([] if has_edge else ["mod"]))}
    unit = said.units[-1] if said.units else slots.get("unit", "D")
    if unit == "D" and said.words[:2] == ["the", "next"]:
        slots["anaphor"] = True
    is_length = said.rule == "rel_unit" and "past" in said.words and "this" not in said.words
    if is_length and unit in ("Y", "M", "W", "DE", "CE"):
        return make("duration", "DURATION", said.rule, {"rel": -1}, amount=1, unit=unit)
    return make(said.form, "DATE", said.rule, slots, unit=unit)


def _build_nth(said: Said) -> Expression | None:
    """ "The third Thursday of November", "the last Friday of this month", "the first week of May", "the 23rd of this
    month"."""
    month = said.slots.get("month")
    ordinal = said.slots.get("ordinal") or -1
    if ordinal > 5 and said.rule != "day_of_rel_month":
        return None
    rel = said.slots.get("rel")
    if "ordinal" not in said.slots and rel == -1 and "last" not in said.words[2:]:
        rel = None  # the last Friday
    unit = said.units[-1] if said.units else None
    if said.rule == "nth_week":
        unit = "W"
    kept: dict[str, Any] = {k: said.slots[k] for k in ("year", "short_year", "weekday", "anaphor") if k in said.slots}
    relyear = rel if "year" in said.words else None
    if said.rule == "nth_week":
        rel = relyear if relyear is not None else rel if not month else None
    return make(
        "nth", "DATE", said.rule, kept, month=month, ordinal=ordinal, rel=rel or (0 if unit == "M" else rel), unit=unit
    )


def _build_steps(said: Said) -> Expression | None:
    """ "The Friday before last", "two Fridays ago", "the week after next": some steps from the reference."""
    steps = int(said.numbers[0]) if said.numbers else 2
    form = "weekday" if said.slots.get("weekday") else "moment" if said.slots.get("part") else "relative"
    return make(
        form,
        "TIME" if form == "moment" else "DATE",
        said.rule,
        {key: said.slots[key] for key in ("weekday", "part") if key in said.slots},
        rel=steps if "next" in said.words else -steps,
        unit=said.units[0] if said.units else "D" if form == "moment" else None,
    )


def _build_yearend(said: Said) -> Expression | None:
    relyear = said.slots.get("rel") is not None
    return make(
        "yearend",
        "DATE",
        said.rule,
        {k: said.slots.get(k) for k in ("year", "rel")},
        unit="Y" if relyear else None,
        mod="END",
    )


def _build_shifted(said: Said) -> Expression | None:
    sign = 1 if "after" in said.words or "following" in said.words else -1
    slots, units, numbers = dict(said.slots), said.units, said.numbers
    if said.rule == "week_from":  # "a week from Tuesday" is a day
        weeks = 1 if said.words[0] in ("a", "an") else int(numbers[0])
        sign, units = (14 if "fortnight" in said.words else 7 * weeks), ["D"]
        numbers = numbers[said.words[0] not in ("a", "an") :]
        slots.setdefault("rel", 1)
    if said.rule == "weekday_after":
        units = ["WEEKDAY"]
    made = _build_date(replace(said, rule="date", form="date", slots=slots, units=[], numbers=numbers))
    if made is None:
        return None
    return make("shifted", "DATE", said.rule, slots, unit=units[0] if units else "D", sign=sign, dom=made.dom)


_BUILD: dict[str, Any] = {
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
