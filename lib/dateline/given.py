"""Values as people, papermill and schedulers give them, where a function takes what a notebook's parameter says.

papermill's command makes a number of "2018" where a word was meant, and a scheduler's template makes text of 6: what
says the same is taken, anything else is an error of one line.
"""

from __future__ import annotations

import math
from contextlib import suppress
from numbers import Real
from os import PathLike
from reprlib import repr as short

from dateline.article import ReadError


class ParameterError(ReadError, ValueError):
    """A value or a notebook that cannot be used: one line that names it and says what to do."""


def as_whole(value: object) -> int:
    """6 of 6, 6.0, "6" and "6.0"; raises ValueError where it is no whole number."""
    if isinstance(value, str):
        with suppress(ValueError):
            return int(value)
    if isinstance(value, str | Real) and not isinstance(value, bool) and (number := float(value)).is_integer():
        return int(number)
    raise ValueError(value)


def whole_number(name: str, value: object, least: int, most: float = math.inf) -> int:
    """A parameter as a whole number; raises ParameterError where it is none from `least` to `most`."""
    with suppress(ValueError, OverflowError):
        if least <= (number := as_whole(value)) <= most:
            return number
    limits = f"{least} or more" if most == math.inf else f"{least} to {most}"
    raise ParameterError(f"{name}={short(value)} is not {limits}: give a whole number")


def plain_text(name: str, value: object) -> str:
    """A parameter as text, where a number is the text that was typed."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str | PathLike) or (isinstance(value, Real) and math.isfinite(value)):
        return str(value)
    raise ParameterError(f"{name}={short(value)} is no text: give one (papermill's -r takes it as typed)")
