"""Tables of rows: one type a column however many rows there are, and whose article a table is of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dateline.article import Article, ReadError
from dateline.given import ParameterError

# A column has one type in all tables; what stands in none of these is text in every row.
_WHOLE = """
    sentence paragraph position start end event mention quote overlaps quoted reported pieces characters n
    unfavourable neutral favourable
    """
_DECIMAL = "confidence tone vader_tone low high share contribution hint_start hint_end"
# text, None where it is missing
_OPEN = "value mod first_day last_day quant freq who who_entity verb speaker speaker_entity via cue candidates doubt"
_TYPES = (
    dict.fromkeys(_WHOLE.split(), "int64")
    | dict.fromkeys(_DECIMAL.split(), "float64")
    | dict.fromkeys(_OPEN.split(), "object")
)

DOUBTFUL = 0.6  # a row of less confidence is marked as doubtful, wherever it is shown
MARKS = "marks"  # the column that says which words of `text` are marked: JSON, start, end, kind and reason of each
NOT_SHOWN = "not shown"  # the one column of a table that says why there is nothing in it

_LOOKED_AT = 20  # rows of a table that are compared with the text


class TableError(ReadError):
    """A table that does not fit what it is given with: one line that says so and what to do."""


def table(rows: Iterable[Any], columns: Sequence[str], **types: str) -> pd.DataFrame:
    """Rows, tuples or dicts, as a table whose columns have the same types with no row as with many; `types` are of
    columns that have another type here than elsewhere."""
    tuples = [tuple(row.get(name) for name in columns) if isinstance(row, dict) else row for row in rows]
    cells = zip(*tuples, strict=True) if tuples else [()] * len(columns)
    kinds = [types.get(name, _TYPES.get(name, "str")) for name in columns]
    return pd.DataFrame({n: _column(c, kind) for n, c, kind in zip(columns, cells, kinds, strict=True)})


def _column(cells: Sequence[Any], kind: str) -> Any:
    if kind == "object":
        return pd.Series([None if pd.isna(cell) else cell for cell in cells], dtype=object)
    return pd.array(cells, dtype=kind) if kind in ("str", "Int64") else np.array(cells, dtype=kind)


def expects(table: Any, columns: str, made_by: str) -> None:
    """Raises TableError where what a function was given is no table, or lacks one of the columns, named with a space
    between them; `made_by` is the function that makes such a table."""
    if not isinstance(table, pd.DataFrame):
        raise TableError(f"a table is wanted, as {made_by} gives it, not {_named(table)}")
    if lacking := [name for name in columns.split() if name not in table]:
        raise TableError(f"the table has no column {lacking[0]}: give one as {made_by} gives it")


def expects_by(table: Any, by: object, made_by: str = "tokens") -> None:
    """Raises ParameterError where a table of tokens lacks the column that is to be counted."""
    expects(table, "", made_by)
    if by not in table:
        there = " or ".join(name for name in _COUNTED_BY if name in table)
        raise ParameterError(f"by={by!r} is not {there or 'in the table'}: choose one ({_TERM_FROM})")


_COUNTED_BY = ("type", "lemma", "term")
_TERM_FROM = "term is in what with_terms and ngrams give"


def _named(given: object) -> str:
    kind = type(given).__name__
    return f"{'an' if kind[0] in 'AEIOUaeiou' else 'a'} {kind}"


def written(marks: Iterable[tuple[int, int, str, str]]) -> str:
    """Marks of a piece of text, in its own characters, as a cell of the column `marks`."""
    return json.dumps([[int(start), int(end), kind, why] for start, end, kind, why in marks], ensure_ascii=False)


def listed(sentences: Iterable[int]) -> str:
    """Numbers of sentences as a cell of the column `sentences`: "0, 3, 12"."""
    return ", ".join(map(str, sorted(set(sentences))))


def of_article(article: Article, *tables: pd.DataFrame) -> None:
    """Raises TableError where there is no article or no table, or the spans of a table hold other words in it."""
    if not isinstance(article, Article):
        raise TableError(f"an Article is wanted, not {_named(article)}: read(path) or Article(text) makes one")
    for found in tables:
        expects(found, "", "a function of this article")
        if not {"start", "end", "text"} <= set(found.columns):
            continue
        for start, end, text in found[["start", "end", "text"]].head(_LOOKED_AT).itertuples(index=False, name=None):
            if article.text[int(start) : int(end)] != text:
                where = f"“{cut(text)}” is not at {start} in this one"
                raise TableError(f"the table is of another article ({where}): give the table made of this article")


def cut(text: object, longest: int = 30) -> str:
    """A text on one line, cut between words where it has more characters."""
    words = " ".join(str(text).split())
    if len(words) <= longest:
        return words
    return (words[:longest].rpartition(" ")[0] or words[: longest - 1]).rstrip(" ,;:") + "…"
