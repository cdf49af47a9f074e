"""What the words of one match contribute, and the Expression made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.calendar.expression import Expression


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of one match contribute: counts and units in order, all else the first time it is said."""

    rule: str
    form: str
    words: Sequence[str]
    slots: Mapping[str, Any]
    numbers: Sequence[float]
    units: Sequence[str]
    fraction: float

    def without(self, *keys: str) -> dict[str, Any]:
        """A copy of the slots, some left out."""
        return {key: value for key, value in self.slots.items() if key not in keys}


_FIELDS = set(Expression.__dataclass_fields__)


def make(form: str, kind: str, rule: str, slots: Mapping[str, Any], **more: Any) -> Expression:
    kept = {k: v for k, v in {**slots, **more}.items() if k in _FIELDS and k not in ("form", "kind", "rule")}
    return Expression(form, kind, rule, **kept)
