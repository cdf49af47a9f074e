"""Below which size a figure is not shown. One place, so that a report and its reader can look them up."""

from __future__ import annotations

import pandas as pd

from dateline.given import ParameterError
from dateline.tables import NOT_SHOWN, expects

WORDS_FOR_KEYNESS = 1000  # corrected p values; in the smaller of the two sets
WORDS_FOR_NETWORK = 1000  # pairs that meet twice are chance below it
LEAST_N_GENERAL = 3  # occurrences of a term, against rounded frequencies of general English
LEAST_N_DISPERSION = 5  # occurrences of a term

# Measure -> words that it needs
FLOORS = {
    "dispersion": 1000,  # ten parts of 100 words
    "diversity": 1000,  # MATTR and MTLD still move with length below it (Koizumi 2012; Zenker and Kyle 2021)
    "keyness": WORDS_FOR_KEYNESS,
    "readability": 100,  # the sample of Flesch (1948)
}


def above_floor(table: pd.DataFrame, n: int, measure: str) -> pd.DataFrame:
    """What of a table may be shown, or one row that says why nothing is.

    Arguments:
        table: what is to be shown.
        n: the words it rests on.
        measure: what it measures, which is the name of its floor: dispersion, diversity, keyness or readability.

    Returns:
        the table, of dispersion the terms that occur five times or more; or a table with the column `not shown`:
        "n = 612 words, fewer than 1,000".

    Raises:
        ParameterError: no measure has this name.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell.'))
        >>> dl.above_floor(dl.diversity(words), 2, 'diversity').values.tolist()
        [['n = 2 words, fewer than 1,000']]
    """
    expects(table, "", "diversity")
    if measure not in FLOORS:
        raise ParameterError(f"measure={measure!r} has no floor: choose one of {', '.join(FLOORS)}")
    if n < FLOORS[measure]:
        return pd.DataFrame({NOT_SHOWN: [f"n = {n:,} words, fewer than {FLOORS[measure]:,}"]})
    return table[table["n"].ge(LEAST_N_DISPERSION)] if measure == "dispersion" else table
