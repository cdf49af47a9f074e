"""What the model sees of a word: rows of its tables, found by the word's form alone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

# Hashed features: name, rows of its table. The shape alone knows of capitals.
HASHED = {"prefix": 2000, "suffix2": 800, "suffix3": 2500, "suffix4": 4000, "shape": 500}
UNKNOWN = 0  # the row of words that are not on the list

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"([xXd])\1{3,}")


def normal(form: str) -> str:
    """Lower case, each digit a zero."""
    return _DIGIT.sub("0", form.lower())


def shape(form: str) -> str:
    """Capitals, letters and digits, runs cut to four: "Xxxxx" for Moss, "ddd-xxxx-xxx" for 45-year-old."""
    drawn = "".join("X" if c.isupper() else "d" if c.isdigit() else "x" if c.isalpha() else c for c in form[:24])
    return _RUN.sub(r"\1\1\1\1", drawn)


def hashed_row(name: str, value: str) -> int:
    """The row of a feature's value, which it may share with others."""
    return zlib.crc32(f"{name} {value}".encode()) % HASHED[name]


def rows(form: str, words: Mapping[str, int]) -> tuple[int, ...]:
    """The word's row in the list, its last part's ("led" of "U.S.-led"), and that of each hashed feature."""
    folded = normal(form)
    known = words.get(folded, UNKNOWN)
    near = known or words.get(folded.rpartition("-")[2], UNKNOWN) or words.get(folded.rstrip(".'"), UNKNOWN)
    parts = {
        "prefix": folded[:3],
        "suffix2": folded[-2:],
        "suffix3": folded[-3:],
        "suffix4": folded[-4:],
        "shape": shape(form),
    }
    return known, near, *(hashed_row(name, parts[name]) for name in HASHED)
