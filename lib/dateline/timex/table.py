"""The time expressions of an article as a table."""

from __future__ import annotations

import pandas as pd

from ..article import Article
from ..segment import paragraphs, sentences
from .granules import span
from .tagger import Timex, tag

COLUMNS = (
    "tid", "sentence", "start", "end", "text", "timex_type", "value", "mod", "anchor", "begin", "end_date",
    "confidence", "why",
)  # fmt: skip
# Dates in these do not move the time that the story's own dates lean on.
ASIDE_ROLES = ("caption", "boilerplate", "byline")


def article_timexes(article: Article) -> list[Timex]:
    """The time expressions of an article, tagged with its publication date and the roles of its paragraphs."""
    blocks = paragraphs(article)
    asides = blocks[blocks["role"].isin(ASIDE_ROLES)]
    spans = list(zip(asides["start"].tolist(), asides["end"].tolist(), strict=True))
    return tag(article.text, article.published, spans)


def timexes(article: Article) -> pd.DataFrame:
    """The time expressions of an article, in order.

    Returns:
        tid (t1, t2, ...), sentence (from 0; NA outside any), start, end, text, timex_type (DATE, TIME, DURATION, SET),
        value (TIMEX3; X for what is unknown, None where it must not be resolved), mod (TIMEX3, None where there is
        none), anchor (what the value leans on: "text" where it is stated, "published", "unknown", or the tid of an
        earlier expression), begin and end_date (ISO dates it spans, inclusive; None where it has none), confidence
        (0 to 1), why (one line).
    """
    found = article_timexes(article)
    table = pd.DataFrame([_row(t) for t in found], columns=list(COLUMNS))
    table["sentence"] = _sentence_numbers(article, table["start"]) if found else table["sentence"].astype("Int64")
    for column in ("value", "mod", "begin", "end_date"):
        table[column] = table[column].astype(object).where(table[column].notna(), None)
    if not found:
        return table.astype({"start": "int64", "end": "int64", "confidence": "float64"})
    return table


def _row(t: Timex) -> tuple[object, ...]:
    days = span(t.value)
    begin, end = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    return (t.tid, None, t.start, t.end, t.text, t.type, t.value, t.mod, t.anchor, begin, end, t.confidence, t.why)


def _sentence_numbers(article: Article, starts: pd.Series) -> pd.Series:
    """The sentence each offset lies in."""
    table = sentences(article)
    at = table["start"].searchsorted(starts, side="right") - 1
    inside = (at >= 0) & (starts.to_numpy() < table["end"].to_numpy()[at.clip(0)]) if len(table) else at >= 0
    numbers = pd.Series(pd.NA, index=starts.index, dtype="Int64")
    if len(table):
        numbers[inside] = table["sentence"].to_numpy()[at[inside]]
    return numbers
