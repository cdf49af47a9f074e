"""Adapters for the scorer of quotations: the spans of `quotes` with the speaker's words.

    score_quotes.py --scorer quotes_accuracy:score                what stands in the marks that the gold data know
    score_quotes.py --scorer quotes_accuracy:score_every_mark     all quotation marks
    score_quotes.py --scorer quotes_accuracy:score_all --kind all     with indirect statements

The gold counts as a direct quotation what holds one of " “ ”; articles that write ''so'' and headlines that write
‘so’ have no direct quotations in it, however many they have, so that finding them can only lower the precision.
"""

import pandas as pd

from dateline import Article, quotes

GOLD_MARKS = tuple('"“”')
Scored = list[tuple[int, int, str | None]]


def _rows(table: pd.DataFrame) -> Scored:
    speakers = [None if pd.isna(speaker) else speaker for speaker in table["speaker"]]
    return list(zip(table["start"], table["end"], speakers, strict=True))


def score_all(text: str) -> Scored:
    """(start, end, speaker or None) of each outer quotation and statement of a text."""
    table = quotes(Article(text))
    return _rows(table[table["nested_in"].isna()])


def score_every_mark(text: str) -> Scored:
    """(start, end, speaker or None) of each outer quotation of a text."""
    table = quotes(Article(text))
    return _rows(table[table["nested_in"].isna() & table["kind"].ne("indirect")])


def score(text: str) -> Scored:
    """The same, of those in the gold's marks."""
    return [row for row in score_every_mark(text) if text[row[0]] in GOLD_MARKS]
