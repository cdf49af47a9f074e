"""What the words of one match contribute, and the Expression made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.calendar.expression import Expression


@dataclass(slots=True)
class Said:
    """What the words of one match contribute: counts and units in order, all else the first time it is said."""

    rule: str
    form: str
    words: list[str]
    slots: dict[str, Any]
    numbers: list[float]
    units: list[str]
    fraction: float


_FIELDS = set(Expression.__dataclass_fields__)


def make(form: str, kind: str, rule: str, slots: dict[str, Any], **more: Any) -> Expression:
    kept = {k: v for k, v in (slots | more).items() if k in _FIELDS and k not in ("form", "kind", "rule")}
    return Expression(form, kind, rule, **kept)
