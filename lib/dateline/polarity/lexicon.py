"""Weights of one's own for words: a CSV file with a row a word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dateline.given import ParameterError
from dateline.polarity.wording import plain
from dateline.readers import find
from dateline.readers.tables import read_table, table_bytes

COLUMNS = ("word", "weight", "why")


class Own(NamedTuple):
    """A weight that takes the place of a word's, and why: the file and what it says."""

    weight: float
    why: str


Lexicon = Mapping[str, Own]


def read_lexicon(path: str | Path | None) -> Lexicon:
    """The words of a CSV file with the columns word, weight (-1 to 1, 0: no tone) and, as you like, why.

    Arguments:
        path: of the file; None for no words.

    Raises:
        ReadError: there is no such file, or it is no CSV.
        ParameterError: it lacks a column, a row is no single word, has no such weight, or says a word again.
    """
    if path is None:
        return {}
    file, own = find(path), dict[str, Own]()
    table = read_table(file, table_bytes(file), COLUMNS)
    if missing := [name for name in COLUMNS[:2] if name not in table.columns]:
        raise ParameterError(f"{file}: has no column {missing[0]}; its first line must be word,weight,why")
    for number, cells in table.rows:
        word, weight = plain(cells["word"]).lower(), math.nan
        with suppress(ValueError):
            weight = float(cells["weight"])
        if not word or word.split() != [word]:
            raise ParameterError(f"{file}, row {number}: {cells['word']!r} is no word; give one word a row")
        if not abs(weight) <= 1:
            raise ParameterError(f"{file}, row {number}: {cells['weight']!r} is no weight; give a number from -1 to 1")
        if word in own:
            raise ParameterError(f"{file}, row {number}: {word!r} stands there before; keep one row")
        own[word] = Own(weight, ": ".join(filter(None, (file.name, cells.get("why")))))
    return own
