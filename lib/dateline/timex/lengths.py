"""Lengths, distances and repeated times, put together from what their words say."""

from __future__ import annotations

from dateline.calendar.durations import duration_value
from dateline.calendar.expression import Expression
from dateline.timex.said import Said, make

_BOUNDS = {"over": "MORE_THAN", "under": "LESS_THAN", "up": "EQUAL_OR_LESS"}


def build_duration(said: Said) -> Expression | None:
    if not said.units and ("second" in said.words):
        said.units = ["S"]
    if said.rule == "ended_unit":
        return make("duration", "DURATION", said.rule, {}, amount=1, unit="Y")
    if said.rule == "all_unit":
        return make("duration", "DURATION", said.rule, {}, amount=1, unit=said.units[-1])
    if not said.units:
        if said.words[-1] in ("while", "time"):
            return make("duration", "DURATION", said.rule, {"value": "PXX"})
        return None
    amount: float | str | None = said.numbers[0] if said.numbers else said.slots.get("amount")
    if dozens := _dozens(said):
        amount, said.fraction = dozens, 0
    elif "couple" in said.words:
        amount = 2
        said.slots.setdefault("mod", "APPROX")
    elif "quarter" in said.words and "century" in said.words:
        amount, said.units = 25, ["Y"]
    elif "half" in said.words and not said.numbers and said.slots.get("amount") in (1, None):
        amount = 1.5 if "and a half" in " ".join(said.words) or said.words[-1] == "half" else 0.5
        said.fraction = 0
    elif not said.numbers and said.words[0] in ("another",):
        amount = 1
    if said.rule == "unit_or_two" or "or so" in " ".join(said.words):
        said.slots["mod"] = "APPROX"
        amount = amount or 1
    if said.rule.endswith("compound") and len(said.numbers) < len(said.units):
        said.numbers.insert(0, 1)  # "a year and six months"
    if said.rule.endswith("compound"):
        value = "P"
        for n, u in zip(said.numbers, said.units, strict=False):
            part = duration_value(n, u)
            value += part[1:] if "T" not in value or "T" not in part else part[2:]
        return make("duration", "DURATION", said.rule, said.slots, value=value, amount=None, unit=None, sign=None)
    if isinstance(amount, float | int):
        amount += said.fraction
    if "than" in said.words and "no" in said.words:
        said.slots["mod"] = {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE"}.get(said.slots.get("mod", ""))
    if said.words[0] in _BOUNDS or said.words[:1] == ["just"]:
        bound = next((w for w in said.words[:2] if w in _BOUNDS), None)
        said.slots["mod"] = _BOUNDS[bound] if bound else said.slots.get("mod")
    if said.slots.get("rel") is not None and said.slots.get("mod") in ("MORE_THAN",) and "than" not in said.words:
        said.slots.pop("mod")
    return make(
        "duration",
        "DURATION",
        said.rule,
        {"mod": said.slots.get("mod"), "rel": said.slots.get("rel")},
        amount=amount,
        unit=said.units[-1] if said.rule != "units_or_units" else said.units[0],
    )


def _dozens(said: Said) -> float | str | None:
    """ "A dozen", "half a dozen", "two dozen", "several dozen"."""
    if "dozen" not in said.words:
        return None
    if said.slots.get("amount") == "X":
        return "X"
    return 12 * (said.numbers[0] if said.numbers else 0.5 if "half" in said.words else 1)


# How many of the finer unit are one of the coarser
_OF_FINER = {("Y", "M"): 12, ("W", "D"): 7, ("D", "H"): 24, ("H", "MIN"): 60}


def _in_one_unit(units: list[str], numbers: list[float]) -> tuple[str, float]:
    """ "Two years and three months" as 27 months; as the coarsest where the finer ones don't divide it."""
    size = _OF_FINER.get((units[0], units[1])) if len(units) == len(numbers) == 2 else None
    return (units[1], numbers[0] * size + numbers[1]) if size else (units[0], numbers[0])


def build_offset(said: Said) -> Expression | None:
    if said.rule == "year_ago":
        return make(
            "offset", "DATE", said.rule, {}, amount=1, unit="Y", sign=-1, back=True, anaphor="earlier" in said.words
        )
    if said.slots.get("mod") in ("START", "END"):
        said.slots.pop("mod")
    made = build_duration(said)
    if made is None:
        return None
    forward = said.words[-1] in ("now", "today", "hence") or said.slots.get("sign") == 1
    unit, amount = made.unit, made.amount
    if made.value:
        unit, amount = _in_one_unit(said.units, said.numbers)
    bare = len(said.words) == 2 and amount is None
    kind = "TIME" if unit in ("H", "MIN", "S") else "DATE"
    return make(
        "offset",
        kind,
        said.rule,
        {"mod": made.mod},
        amount="X" if bare else amount,
        unit=unit,
        sign=1 if forward else -1,
        anaphor=said.words[-1] not in ("ago", "now", "today", "hence"),
        back=unit == "Y" and amount == 1,
    )


def build_set(said: Said) -> Expression | None:
    if said.rule == "nth_of_every":
        value = "P1M"
    elif said.slots.get("weekday"):
        value = f"XXXX-WXX-{said.slots['weekday']}" + (f"T{said.slots['part']}" if said.slots.get("part") else "")
    elif said.slots.get("period"):
        value = said.slots["period"]
    elif said.slots.get("season"):
        value = f"XXXX-{said.slots['season']}"
    elif said.slots.get("month"):
        value = f"XXXX-{said.slots['month']:02d}" + (f"-{int(said.numbers[0]):02d}" if said.numbers else "")
    elif said.slots.get("part"):
        value = f"XXXX-XX-XXT{said.slots['part']}"
    elif said.words == ["weekends"]:
        value = "XXXX-WXX-WE"
    elif said.units:
        amount = 2 if "other" in said.words else said.numbers[0] if said.numbers else said.slots.get("ordinal") or 1
        if said.rule == "times_a":
            amount = 1
            times = _dozens(said) or (said.numbers[0] if said.numbers else None)
            said.slots.setdefault("freq", f"{times:g}X" if isinstance(times, float | int) else None)
        elif "few" in said.words:
            amount = "X"
        value = duration_value(amount, said.units[-1])
    else:
        value = "XXXX-WXX-XX"
    return make("set", "SET", said.rule, {k: said.slots.get(k) for k in ("quant", "freq", "mod")}, value=value)
