"""The key figures of each report: a handful of counts, which the index repeats."""

from __future__ import annotations

import pandas as pd

from dateline.segments.tokenization import counted
from dateline.tables import TableError, expects

KEY_FIGURE_COLUMNS = ["figure", "result"]


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
    rows: dict[str, object]
    if {"type", "role"} <= {*table}:
        words = counted(table)
        rows = {"words": len(words)}
        rows |= {"sentences": words["sentence"].nunique(), "distinct words": words["type"].nunique()}
    elif {"voice", "quote", "speaker_entity"} <= {*table}:
        size, said = table["end"] - table["start"], table["voice"].eq("quotation")
        speaker = table["speaker_entity"].fillna(table["speaker"])  # "he" and whom that safely means are one
        rows = {"quotations": table.loc[said, "quote"].nunique(), "speakers": speaker[said].nunique()}
        rows["quoted"] = f"{size[said].sum() / size.sum():.0%}" if len(table) else "–"
    elif {"timex_type", "first_day"} <= {*table}:
        points = table.loc[table["timex_type"].isin(["DATE", "TIME"]), "first_day"]
        rows = {"dates worked out": points.notna().sum(), "left open": points.isna().sum()}
    else:
        raise TableError("no key figures are known of this table: give one as tokens, sentiment or timexes gives it")
    pairs = [(name, n if isinstance(n, str) else f"{n:,}") for name, n in rows.items()]
    return pd.DataFrame(pairs, columns=KEY_FIGURE_COLUMNS, dtype="str")
