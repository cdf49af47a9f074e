"""What a person set right: put into the tables it belongs to, marked there, and accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module

import numpy as np
import pandas as pd

from dateline.article import Article, Correction
from dateline.tables import table

CORRECTION_COLUMNS = ["start", "end", "text", "field", "value", "who", "why", "state"]
MARK = "corrected"  # the column of every table that holds such a row
APPLIED, MISFIT = "applied", "does not fit"

# field -> the room and the table whose rows it sets right. They set them right themselves, so they import this room
# and are opened from here when they are asked for.
TABLES = {
    "speaker": ("attribution", "quotes"),
    "date": ("timex", "timexes"),
    "entity": ("entities", "mentions"),
    "role": ("segment", "paragraphs"),
}


def given(article: Article, field: str) -> dict[tuple[int, int], Correction]:
    """The corrections of a field by their span."""
    return {(c.start, c.end): c for c in article.corrections if c.field == field}


def amended(
    article: Article, table: pd.DataFrame, field: str, cells: Callable[[str, pd.Series], Mapping[str, object]]
) -> pd.DataFrame:
    """A table with the corrections of a field in the rows whose span is theirs, and those rows marked.

    Arguments:
        article: whose table it is.
        table: has start and end, and an index without repeats.
        field: a key of `TABLES`.
        cells: the columns to set, given the right value and the row.
    """
    right = given(article, field)
    if not right:
        return table
    spans = list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))
    table = marked(table, [span in right for span in spans])
    for at, span in zip(table.index, spans, strict=True):
        if span in right:
            for column, value in cells(right[span].value, table.loc[at]).items():
                if isinstance(value, str) and pd.api.types.is_numeric_dtype(table[column]):
                    table[column] = table[column].astype(object)  # a column in which nothing was known
                table.at[at, column] = value
    return table


def marked(table: pd.DataFrame, flags: Iterable[bool | np.bool_]) -> pd.DataFrame:
    """The table with a last column `corrected` (bool) if a row is; else as it stands. Marks that are there stay."""
    either = np.fromiter(flags, dtype=bool, count=len(table)) | marks(table)
    return table.assign(**{MARK: either}) if either.any() else table


def marks(table: pd.DataFrame) -> np.ndarray:
    """Which rows of a table are marked as corrected."""
    return table[MARK].to_numpy(dtype=bool) if MARK in table else np.zeros(len(table), dtype=bool)


def corrections(article: Article) -> pd.DataFrame:
    """What a person set right in how an article is read, by corrections.csv beside it.

    Returns:
        start, end, text, field (speaker, date, entity, role), value, who, why, state: applied, or does not fit, where
        no row of the table that the field belongs to has this span. In the order of the text.
    """
    spans = {field: _spans(article, field) for field in {c.field for c in article.corrections}}
    rows = [
        (c.start, c.end, article.text[c.start : c.end], c.field, c.value, c.who, c.why,
         APPLIED if (c.start, c.end) in spans[c.field] else MISFIT)
        for c in article.corrections
    ]  # fmt: skip
    return table(rows, CORRECTION_COLUMNS, value="str", who="str")


def _spans(article: Article, field: str) -> set[tuple[int, int]]:
    if field not in TABLES:
        return set()
    room, name = TABLES[field]
    table = getattr(import_module(f"dateline.{room}"), name)(article)
    return set(zip(table["start"].tolist(), table["end"].tolist(), strict=True))


def reason(article: Article, field: str, start: int, end: int) -> str:
    """Who set a span right and why, as one line; "" where nobody did."""
    correction = given(article, field).get((start, end))
    if correction is None:
        return ""
    by = f"corrected by {correction.who}" if correction.who else "corrected by a reader"
    return f"{by}: {correction.why}" if correction.why else by
