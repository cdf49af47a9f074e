"""Below which size a figure is not shown. One place, so that a report and its reader can look them up."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from dateline.given import ParameterError
from dateline.tables import expects

WORDS_FOR_DIVERSITY = 1000  # MATTR, MTLD and HD-D still move with length below it (Koizumi 2012; Zenker and Kyle 2021)
WORDS_FOR_READABILITY = 100  # the sample of Flesch (1948)
WORDS_FOR_DISPERSION = 1000  # ten parts of 100 words
WORDS_FOR_KEYNESS = 1000  # corrected p values and limits; in the smaller of the two sets
WORDS_FOR_NETWORK = 1000  # pairs that meet twice are chance below it
LEAST_N_GENERAL = 3  # occurrences of a term, against rounded frequencies of general English
LEAST_N_DISPERSION = 5  # occurrences of a term


class Floor(NamedTuple):
    """What a table must rest on to be shown, and what each of its rows must."""

    n: int
    unit: str = "words"
    row_n: int = 0


FLOORS = {
    "dispersion": Floor(WORDS_FOR_DISPERSION, row_n=LEAST_N_DISPERSION),
    "diversity": Floor(WORDS_FOR_DIVERSITY),
    "keyness": Floor(WORDS_FOR_KEYNESS, "words in the smaller side"),
    "readability": Floor(WORDS_FOR_READABILITY),
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
    floor = FLOORS[measure]
    if n >= floor.n:
        return table[table["n"].ge(floor.row_n)] if floor.row_n else table
    return pd.DataFrame({"not shown": [f"n = {n:,} {floor.unit}, fewer than {floor.n:,}"]})
