"""What the words of one match contribute, and the Expression made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.calendar.expression import Expression

_FIELDS = frozenset(Expression.__dataclass_fields__) - {"form", "kind", "rule", "amount", "sign"}
# What a form takes from its words of themselves, where that is not everything
_TAKES = {
    "duration": {"mod", "rel"},
    "offset": {"mod"},
    "anniversary": {"rel"},
    "set": {"quant", "freq", "mod"},
    "nth": {"year", "short_year", "weekday", "anaphor"},
    "yearend": {"year", "rel"},
    "date": _FIELDS - {"value", "weekday"},  # "this past April" has a value
    "year": _FIELDS - {"rel"},
    "quarter": _FIELDS - {"value"},
    "relative": _FIELDS - {"value"},
    "definite": _FIELDS - {"value"},
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
