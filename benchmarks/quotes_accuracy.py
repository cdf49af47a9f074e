"""Adapter for the scorer of quotations: the spans of `quotes` with the speaker's words."""

import pandas as pd

from dateline import Article, quotes


def score(text: str) -> list[tuple[int, int, str | None]]:
    """(start, end, speaker or None) of each outer quotation of a text."""
    table = quotes(Article(text))
    outer = table[table["nested_in"].isna()]
    speakers = [None if pd.isna(speaker) else speaker for speaker in outer["speaker"]]
    return list(zip(outer["start"], outer["end"], speakers, strict=True))
