"""Time expressions in news: found, resolved, and traced back to what they lean on (TimeML 1.2.1, TIMEX3)."""

from importlib import import_module
from typing import Any

# Opened when asked for: the tagger needs neither pandas nor NLTK, the tables need both.
_ROOMS = {
    "Timex": "expression", "tag": "tagger", "timexes": "table", "Expression": "expression", "resolve": "resolver",
    "span": "granules", "creation_window": "creation", "creation_evidence": "creation",
}  # fmt: skip
__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'dateline.timex' has no attribute {name!r}")
    return getattr(import_module(f"dateline.timex.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return __all__
