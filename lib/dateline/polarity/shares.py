"""The receipt of a score: what each stretch of the text added to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from dateline.article import storable


class Contribution(NamedTuple):
    """What the characters from start to end add to a raw score, and why."""

    start: int
    end: int
    contribution: float
    why: str


def contribution_table(text: str, parts: Sequence[Contribution], bias: float) -> pd.DataFrame:
    """One row for the bias (an empty span at 0), then one for each part, in the order of the text.

    Arguments:
        text: the text the spans point into.
        parts: what each span adds to the raw score.
        bias: what the raw score is before any word is read.

    Returns:
        start, end, text, contribution, why; empty for empty text.
    """
    rows = [Contribution(0, 0, bias, "bias"), *sorted(parts)] if text.strip() else []
    table = pd.DataFrame(rows, columns=list(Contribution._fields))
    table = table.astype({"start": "int64", "end": "int64", "contribution": "float64", "why": "str"})
    text = storable(text)
    texts = [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)]
    table.insert(2, "text", pd.Series(texts, index=table.index, dtype="str"))
    return table
