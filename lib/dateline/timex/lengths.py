"""Lengths, distances and repeated times, put together from what their words say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.calendar.expression import Expression
from dateline.calendar.values import duration_value
from dateline.timex.said import Said, make

_BOUNDS = {"over": "MORE_THAN", "under": "LESS_THAN", "up": "EQUAL_OR_LESS"}


def build_duration(said: Said) -> Expression | None:
    if said.rule in ("ended_unit", "all_unit"):
        return make(
            "duration", "DURATION", said.rule, {}, amount=1, unit="Y" if said.rule == "ended_unit" else said.units[-1]
        )
    if said.rule.endswith("compound"):
        return make(
            "duration",
            "DURATION",
            said.rule,
            {**said.slots, "unit": None},
            value=_compound(said),
            amount=None,
            sign=None,
        )
    units = said.units or (["S"] if "second" in said.words else [])
    if not units:
        is_vague = said.words[-1] in ("while", "time")
        return make("duration", "DURATION", said.rule, {"value": "PXX"}) if is_vague else None
    if said.rule == "unit_or_more":
        return make("duration", "DURATION", said.rule, {"rel": said.slots.get("rel")}, amount="X", unit=units[0])
    amount, unit = _amount(said), units[0 if said.rule == "units_or_units" else -1]
    if "quarter" in said.words and "century" in said.words:
        amount, unit = 25, "Y"
    slots = {"mod": _bound(said), "rel": said.slots.get("rel")}
    return make("duration", "DURATION", said.rule, slots, amount=amount, unit=unit)


def _amount(said: Said) -> float | str | None:
    """How many of the unit."""
    if dozens := _dozens(said):
        return dozens
    if "couple" in said.words:
        return 2
    if "half" in said.words and not said.numbers and said.slots.get("amount") in (1, None):
        return 1.5 if "and a half" in " ".join(said.words) or said.words[-1] == "half" else 0.5
    amount: float | str | None = said.numbers[0] if said.numbers else said.slots.get("amount")
    is_one = said.words[0] == "another" or said.rule == "unit_or_two" or "or so" in " ".join(said.words)
    amount = amount or (1 if is_one else amount)
    return amount + said.fraction if isinstance(amount, float | int) else amount


_APPROXIMATE = "or so"


def _bound(said: Said) -> str | None:
    """The TIMEX3 mod of a length: "up to", "no more than", "or so"."""
    mod: str | None = said.slots.get("mod")
    if "couple" in said.words and not _dozens(said):
        mod = mod or "APPROX"
    if said.rule == "unit_or_two" or _APPROXIMATE in " ".join(said.words):
        mod = "APPROX"
    if "part" in said.words:
        mod = "LESS_THAN"
    if "than" in said.words and "no" in said.words:
        mod = {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE"}.get(mod or "")
    if said.words[0] in _BOUNDS or said.words[0] == "just":
        mod = next((_BOUNDS[word] for word in said.words[:2] if word in _BOUNDS), mod)
    is_no_bound = said.slots.get("rel") is not None and mod == "MORE_THAN" and "than" not in said.words
    return None if is_no_bound else mod


def _compound(said: Said) -> str:
    """ "Two years and three months"; of "a year and six months" the one is no number."""
    value = "P"
    for number, unit in zip(_of_units(said), said.units, strict=False):
        part = duration_value(number, unit)
        value += part[1:] if "T" not in value or "T" not in part else part[2:]
    return value


def _of_units(said: Said) -> list[float]:
    return [1, *said.numbers] if len(said.numbers) < len(said.units) else list(said.numbers)


def _dozens(said: Said) -> float | str | None:
    """ "A dozen", "half a dozen", "two dozen", "several dozen"."""
    if "dozen" not in said.words:
        return None
    if said.slots.get("amount") == "X":
        return "X"
    return 12 * (said.numbers[0] if said.numbers else 0.5 if "half" in said.words else 1)


# How many of the finer unit are one of the coarser
_OF_FINER = {("Y", "M"): 12, ("W", "D"): 7, ("D", "H"): 24, ("H", "MIN"): 60}


def _in_one_unit(units: Sequence[str], numbers: Sequence[float]) -> tuple[str, float]:
    """ "Two years and three months" as 27 months; as the coarsest where the finer ones don't divide it."""
    size = _OF_FINER.get((units[0], units[1])) if len(units) == len(numbers) == 2 else None
    return (units[1], numbers[0] * size + numbers[1]) if size else (units[0], numbers[0])


def build_offset(said: Said) -> Expression | None:
    if said.rule == "year_ago":
        is_told = "earlier" in said.words
        return make("offset", "DATE", said.rule, {}, amount=1, unit="Y", sign=-1, back=True, anaphor=is_told)
    if said.rule == "ago_today":
        return _build_ago_today(said)
    left_out = ["mod"] if said.slots.get("mod") in ("START", "END") else []
    made = build_duration(replace(said, slots=said.without(*left_out)))
    if made is None:
        return None
    unit, amount = made.unit, made.amount
    if made.value:
        unit, amount = _in_one_unit(said.units, _of_units(said))
    bare = len(said.words) == 2 and amount is None
    counted_from_now = said.words[-1] in ("ago", "now", "today", "hence")
    return make(
        "offset",
        "TIME" if unit in ("H", "MIN", "S") else "DATE",
        said.rule,
        {"mod": made.mod},
        amount="X" if bare else amount,
        unit=unit,
        sign=1 if said.words[-1] in ("now", "today", "hence") or said.slots.get("sign") == 1 else -1,
        anaphor=not counted_from_now,
        back=unit == "Y" and amount == 1,
    )


def _build_ago_today(said: Said) -> Expression | None:
    """ "Ten years ago today", "two years ago this week": a day or week so many years back."""
    first = said.words.index("ago")
    length = build_duration(
        replace(said, rule="duration", words=said.words[:first], units=said.units[:1], slots=said.without("rel"))
    )
    if length is None or length.amount in (None, "X"):
        return None
    fine = said.units[-1] if len(said.units) > 1 else "D"
    kept = {"rel": said.slots.get("rel"), "fine": fine}
    return make("anniversary", "DATE", said.rule, kept, amount=length.amount, unit=length.unit, sign=-1)


def build_set(said: Said) -> Expression | None:
    slots = dict(said.slots)
    if said.rule == "nth_of_every":
        value = "P1M"
    elif slots.get("weekday"):
        value = f"XXXX-WXX-{slots['weekday']}" + (f"T{slots['part']}" if slots.get("part") else "")
    elif slots.get("period"):
        value = slots["period"]
    elif slots.get("season"):
        value = f"XXXX-{slots['season']}"
    elif slots.get("month"):
        value = f"XXXX-{slots['month']:02d}" + (f"-{int(said.numbers[0]):02d}" if said.numbers else "")
    elif slots.get("part"):
        value = f"XXXX-XX-XXT{slots['part']}"
    elif list(said.words) == ["weekends"]:
        value = "XXXX-WXX-WE"
    elif said.units:
        amount = 2 if "other" in said.words else said.numbers[0] if said.numbers else slots.get("ordinal") or 1
        if said.rule == "times_a":
            amount = 1
            times = _dozens(said) or (said.numbers[0] if said.numbers else None)
            slots.setdefault("freq", f"{times:g}X" if isinstance(times, float | int) else None)
        elif "few" in said.words:
            amount = "X"
        value = duration_value(amount, said.units[-1])
    else:
        value = "XXXX-WXX-XX"
    return make("set", "SET", said.rule, {k: slots.get(k) for k in ("quant", "freq", "mod")}, value=value)
