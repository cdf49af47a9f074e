"""The key figures of each report: a handful of counts, which the index repeats."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dateline.segments.tokenization import counted
from dateline.tables import TableError, expects

KEY_FIGURE_COLUMNS = ["figure", "result"]


def _words(tokens: pd.DataFrame) -> Mapping[str, object]:
    words = counted(tokens)
    return {"words": len(words), "sentences": words["sentence"].nunique(), "distinct words": words["type"].nunique()}


def _voices(sentiment: pd.DataFrame) -> Mapping[str, object]:
    size = sentiment["end"] - sentiment["start"]
    quoted = sentiment["voice"].eq("quotation")
    speaker = sentiment["speaker_entity"].fillna(sentiment["speaker"])  # "he" and whom that safely means are one
    share = f"{size[quoted].sum() / size.sum():.0%}" if len(sentiment) else "–"
    quotations = int(sentiment.loc[quoted, "quote"].nunique())
    return {"quotations": quotations, "speakers": int(speaker[quoted].nunique()), "quoted": share}


def _dates(timexes: pd.DataFrame) -> Mapping[str, object]:
    points = timexes[timexes["timex_type"].isin(["DATE", "TIME"])]
    resolved = int(points["first_day"].notna().sum())
    return {"dates worked out": resolved, "left open": len(points) - resolved}


# columns that only this table has -> its figures
_FIGURES = {
    ("type", "lemma", "role"): _words,
    ("voice", "quote", "speaker_entity"): _voices,
    ("timex_type", "first_day"): _dates,
}


def key_figures(table: pd.DataFrame) -> pd.DataFrame:
    """What a reader wants to know of a table first.

    Arguments:
        table: a table as `tokens`, `sentiment` or `timexes` gives it.

    Returns:
        figure, result (text). Of tokens: words, sentences and distinct words of title and body; of sentiment:
        quotations, speakers named with them, share of characters inside quotation marks; of timexes: dates and times
        with a place on the calendar, those without one.

    Raises:
        TableError: the table is none of these.

    Example:
        >>> import dateline as dl
        >>> dl.key_figures(dl.tokens(dl.Article('It rained. It rained.'))).values.tolist()
        [['words', '4'], ['sentences', '2'], ['distinct words', '2']]
    """
    expects(table, "", "tokens, sentiment or timexes")
    figures = next((make for columns, make in _FIGURES.items() if {*columns} <= {*table}), None)
    if figures is None:
        raise TableError("no key figures are known of this table: give one as tokens, sentiment or timexes gives it")
    rows = [(name, f"{n:,}" if isinstance(n, int) else str(n)) for name, n in figures(table).items()]
    return pd.DataFrame(rows, columns=KEY_FIGURE_COLUMNS, dtype="str")
