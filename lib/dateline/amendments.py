"""What a person set right: put into the tables it belongs to, and marked there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd

from dateline.article import Article, Correction

MARK = "corrected"  # the column of every table that holds such a row


def given(article: Article, field: str) -> dict[tuple[int, int], Correction]:
    """The corrections of a field by their span."""
    return {(c.start, c.end): c for c in article.corrections if c.field == field}


def amended(
    article: Article, table: pd.DataFrame, field: str, cells: Callable[[str, pd.Series], Mapping[str, object]]
) -> pd.DataFrame:
    """A table, its index without repeats, with the corrections of a field in the rows whose span is theirs, and those
    rows marked; `cells` gives the columns to set, from the right value and the row."""
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


def reason(article: Article, field: str, start: int, end: int) -> str:
    """Who set a span right and why, as one line; "" where nobody did."""
    correction = given(article, field).get((start, end))
    if correction is None:
        return ""
    by = f"corrected by {correction.who}" if correction.who else "corrected by a reader"
    return f"{by}: {correction.why}" if correction.why else by
