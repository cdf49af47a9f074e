"""Tables of rows: one type a column however many rows there are, and whose article a table is of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dateline.article import Article, ReadError

# A column has one type in all tables; what stands in none of these is text in every row.
_WHOLE = """
    sentence paragraph position start end event mention quote overlaps sentences quoted reported pieces characters n
    unfavourable neutral favourable
    """
_DECIMAL = "confidence tone vader_tone low high share contribution hint_start hint_end"
# text, None where it is missing
_OPEN = "value mod first_day last_day quant freq who verb speaker speaker_entity via cue candidates"
_TYPES = (
    dict.fromkeys(_WHOLE.split(), "int64")
    | dict.fromkeys(_DECIMAL.split(), "float64")
    | dict.fromkeys(_OPEN.split(), "object")
)

MARKS = "marks"  # the column that says which words of `text` are marked: JSON, start, end, kind and reason of each

_LOOKED_AT = 20  # rows of a table that are compared with the text


class TableError(ReadError):
    """A table that does not fit what it is given with: one line that says so and what to do."""


def table(rows: Iterable[Any], columns: Sequence[str], **types: str) -> pd.DataFrame:
    """Rows as a table whose columns have the same types with no row as with many.

    Arguments:
        rows: tuples in the order of the columns, or dicts.
        columns: their names.
        types: of columns that have another type here than elsewhere.
    """
    tuples = [tuple(row.get(name) for name in columns) if isinstance(row, dict) else row for row in rows]
    cells = zip(*tuples, strict=True) if tuples else [()] * len(columns)
    kinds = [types.get(name, _TYPES.get(name, "str")) for name in columns]
    return pd.DataFrame({n: _column(c, kind) for n, c, kind in zip(columns, cells, kinds, strict=True)})


def _column(cells: Sequence[Any], kind: str) -> Any:
    if kind == "object":
        return pd.Series([None if pd.isna(cell) else cell for cell in cells], dtype=object)
    return pd.array(cells, dtype=kind) if kind in ("str", "Int64") else np.array(cells, dtype=kind)


def written(marks: Iterable[tuple[int, int, str, str]]) -> str:
    """Marks of a piece of text, in its own characters, as a cell of the column `marks`."""
    return json.dumps([[int(start), int(end), kind, why] for start, end, kind, why in marks], ensure_ascii=False)


def of_article(article: Article, *tables: pd.DataFrame) -> None:
    """Nothing, where the tables are of this article.

    Raises:
        TableError: where the spans of a table hold other words in this article.
    """
    for found in tables:
        if not {"start", "end", "text"} <= set(found.columns):
            continue
        for start, end, text in found[["start", "end", "text"]].head(_LOOKED_AT).itertuples(index=False, name=None):
            if article.text[int(start) : int(end)] != text:
                where = f"“{_short(text)}” is not at {start} in this one"
                raise TableError(f"the table is of another article ({where}): give the table made of this article")


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= 30 else f"{words[:30]}…"
