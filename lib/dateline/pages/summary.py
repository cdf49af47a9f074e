"""The key figures of each report: a handful of counts, which the index repeats."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dateline.segments.tokenization import counted

KEY_FIGURE_COLUMNS = ["figure", "value"]


def _figures(values: Mapping[str, object]) -> pd.DataFrame:
    rows = [(name, f"{value:,}" if isinstance(value, int) else str(value)) for name, value in values.items()]
    return pd.DataFrame(rows, columns=KEY_FIGURE_COLUMNS)


def text_figures(tokens: pd.DataFrame) -> pd.DataFrame:
    """How long a text is, in title and body.

    Arguments:
        tokens: a table as `tokens` gives it.

    Returns:
        figure, value (text): words, sentences, distinct words.
    """
    words = counted(tokens)
    return _figures(
        {"words": len(words), "sentences": words["sentence"].nunique(), "distinct words": words["type"].nunique()}
    )


def voice_figures(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How many voices are quoted, and how much.

    Arguments:
        sentiment: a table as `sentiment` gives it.

    Returns:
        figure, value (text): quotations, speakers named with them, share of characters inside quotation marks.
    """
    size = sentiment["end"] - sentiment["start"]
    quoted = sentiment["voice"].eq("quotation")
    speaker = sentiment["speaker_entity"].fillna(sentiment["speaker"])  # "he" and whom that safely means are one
    share = f"{size[quoted].sum() / size.sum():.0%}" if len(sentiment) else "–"
    return _figures(
        {
            "quotations": int(sentiment.loc[quoted, "quote"].nunique()),
            "speakers": int(speaker[quoted].nunique()),
            "quoted": share,
        }
    )


def time_figures(timexes: pd.DataFrame) -> pd.DataFrame:
    """How many time expressions were resolved.

    Arguments:
        timexes: a table as `timexes` gives it.

    Returns:
        figure, value (text): dates and times with a place on the calendar, those without one.
    """
    points = timexes[timexes["timex_type"].isin(["DATE", "TIME"])]
    resolved = int(points["begin"].notna().sum())
    return _figures({"dates resolved": resolved, "not resolved": len(points) - resolved})
