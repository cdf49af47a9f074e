"""Below which size a figure is not shown. One place, so that a report and its reader can look them up."""

from __future__ import annotations

import pandas as pd

WORDS_FOR_DIVERSITY = 1000  # MATTR, MTLD and HD-D still move with length below it (Koizumi 2012; Zenker and Kyle 2021)
WORDS_FOR_READABILITY = 100  # the sample of Flesch (1948)
WORDS_FOR_DISPERSION = 1000  # ten parts of 100 words
WORDS_FOR_KEYNESS = 1000  # corrected p values and limits; in the smaller of the two sets
WORDS_FOR_NETWORK = 1000  # pairs that meet twice are chance below it
LEAST_N_GENERAL = 3  # occurrences of a term, against rounded frequencies of general English
LEAST_N_DISPERSION = 5  # occurrences of a term


def above_floor(table: pd.DataFrame, n: int, floor: int, unit: str = "words") -> pd.DataFrame:
    """The table, or where n is below the floor one row that says so.

    Arguments:
        table: what is to be shown.
        n: the size it rests on.
        floor: the least size, one of the constants here.
        unit: what n counts.

    Returns:
        `table` itself, or a table with the column `not shown`: "n = 612 words, fewer than 1,000".
    """
    if n >= floor:
        return table
    return pd.DataFrame({"not shown": [f"n = {n:,} {unit}, fewer than {floor:,}"]})
