"""Lengths, distances and repeated times, put together from what their words say."""

from __future__ import annotations

from dataclasses import replace

from dateline.calendar.expression import Expression
from dateline.calendar.values import duration_value
from dateline.timex.said import Said

_BOUNDS = {"over": "MORE_THAN", "under": "LESS_THAN", "up": "EQUAL_OR_LESS"}
_NO_BOUNDS = {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE"}


def build_duration(said: Said) -> Expression | None:
    slots = said.slots
    if said.rule in ("ended_unit", "all_unit"):
        unit = "Y" if said.rule == "ended_unit" else said.unit
        return Expression("duration", "DURATION", said.rule, amount=1, unit=unit)
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
    if not amount and (said.words[0] == "another" or said.rule == "unit_or_two" or "or so" in text):
        amount = 1
    return amount + said.fraction if isinstance(amount, float | int) else amount


def _bound(said: Said) -> str | None:
    """The TIMEX3 mod of a length: "up to", "no more than", "or so"."""
    mod: str | None = said.slots.get("mod")
    if said.has("couple") and not said.has("dozen"):
        mod = mod or "APPROX"
    if said.rule == "unit_or_two" or "or so" in " ".join(said.words):
        mod = "APPROX"
    if said.has("part"):
        mod = "LESS_THAN"
    if said.has("than") and said.has("no"):
        mod = _NO_BOUNDS.get(mod or "")
    first = said.words[1] if said.words[0] == "just" and len(said.words) > 1 else said.words[0]
    mod = _BOUNDS.get(first, mod)
    is_no_bound = said.slots.get("rel") is not None and mod == "MORE_THAN" and not said.has("than")
    return None if is_no_bound else mod


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


def build_offset(said: Said) -> Expression | None:
    if said.rule == "year_ago":
        is_told = said.has("earlier")
        return Expression("offset", "DATE", said.rule, amount=1, unit="Y", sign=-1, back=True, anaphor=is_told)
    if said.rule == "ago_today":
        return _build_ago_today(said)
    if said.slots.get("mod") in ("START", "END"):
        del said.slots["mod"]
    made = build_duration(said)
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
    length = build_duration(counted)
    if length is None or length.amount in (None, "X"):
        return None
    fine = said.units[-1] if len(said.units) > 1 else "D"
    return said.make("anniversary", amount=length.amount, unit=length.unit, sign=-1, fine=fine)


def build_set(said: Said) -> Expression | None:
    slots, numbers = said.slots, said.numbers
    part = f"T{slots['part']}" if slots.get("part") else ""
    if said.rule == "nth_of_every":
        value = "P1M"
    elif slots.get("weekday"):
        value = f"XXXX-WXX-{slots['weekday']}{part}"
    elif slots.get("period"):
        value = slots["period"]
    elif slots.get("season"):
        value = f"XXXX-{slots['season']}"
    elif slots.get("month"):
        value = f"XXXX-{slots['month']:02d}" + (f"-{int(numbers[0]):02d}" if numbers else "")
    elif part:
        value = f"XXXX-XX-XX{part}"
    elif said.words == ["weekends"]:
        value = "XXXX-WXX-WE"
    elif said.rule == "times_a":
        times = _dozens(said) if said.has("dozen") else numbers[0] if numbers else None
        slots.setdefault("freq", f"{times:g}X" if isinstance(times, float | int) else None)
        value = duration_value(1, said.unit)
    elif said.units:
        amount = 2 if said.has("other") else numbers[0] if numbers else slots.get("ordinal") or 1
        value = duration_value("X" if said.has("few") else amount, said.unit)
    else:
        value = "XXXX-WXX-XX"
    return said.make("set", "SET", value=value)
