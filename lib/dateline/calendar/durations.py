"""Lengths of time as ISO 8601 writes them."""

from __future__ import annotations

from dateline.calendar.expression import Expression


def _split(amount: float, unit: str) -> str:
    """ "2.5 years" as 2Y6M, "5 1/2 hours" as 5H30M; whole amounts as they are."""
    whole = int(amount)
    finer = {"Y": ("M", 12), "D": ("H", 24), "H": ("M", 60), "MIN": ("S", 60), "W": ("D", 7)}.get(unit)
    letter = {"MIN": "M"}.get(unit, unit)
    if amount == whole:
        return f"{whole}{letter}"
    if finer and amount * finer[1] == int(amount * finer[1]):
        rest = int((amount - whole) * finer[1])
        if unit == "D":
            return f"{whole}DT{rest}H" if whole else f"T{rest}H"
        return (f"{whole}{letter}" if whole else "") + f"{rest}{finer[0]}"
    return f"{amount:g}{letter}"


def duration_value(amount: float | str | None, unit: str | None) -> str:
    """A length of time as ISO 8601 writes it: P2W, PT5H30M, PXY; decades and centuries in years."""
    unit = unit or "X"
    clock = unit in ("H", "MIN", "S")
    if amount == "X" or amount is None:
        return ("PTX" if clock else "PX") + {"MIN": "M", "FN": "W", "X": "X"}.get(unit, unit)
    size = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "FN": ("W", 2)}.get(unit)
    if size:
        unit, amount = size[0], float(amount) * size[1]
    return ("PT" if clock else "P") + _split(float(amount), unit)


def length_value(e: Expression, reference: str | None, direction: str) -> str | None:
    return e.value or duration_value(e.amount, e.unit)
