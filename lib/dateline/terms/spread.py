"""How evenly a term is spread over a text, and where it bursts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dateline.tables import expects_by
from dateline.terms.counts import as_terms, countable

PART_MEASURES = ["dp_norm", "juilland_d"]
DISPERSION_COLUMNS = ["term", "n", "range", *PART_MEASURES, "arf"]


def dispersion_measures(counts: ArrayLike, sizes: ArrayLike) -> pd.DataFrame:
    """Dispersion of terms over parts of any size.

    Arguments:
        counts: occurrences, of shape (terms, parts).
        sizes: words in each part, of shape (parts,), none of them 0.

    Returns:
        one row a term, NaN where the term does not occur or one part alone leaves a measure undefined: n; range, the
        number of parts with the term; dp_norm, half the sum of |share of the term - share of all words| over 1 - the
        smallest part's share, from 0 even to 1 uneven (Gries 2008, Lijffijt and Gries 2012); juilland_d,
        1 - sd(p) / mean(p) / sqrt(parts - 1) of the rates p, sd over the number of parts, from 0 uneven to 1 even
        (Juilland et al. 1970).
    """
    v, size = np.atleast_2d(np.asarray(counts, dtype=float)), np.asarray(sizes, dtype=float)
    table = pd.DataFrame({"n": v.sum(axis=1).astype(np.int64), "range": (v > 0).sum(axis=1)})
    if v.shape[1] < 2:
        return table.assign(**dict.fromkeys(PART_MEASURES, np.nan))
    with np.errstate(divide="ignore", invalid="ignore"):
        s, p = size / size.sum(), v / size
        table["dp_norm"] = np.abs(v / v.sum(axis=1)[:, None] - s).sum(axis=1) / 2 / (1 - s.min())
        table["juilland_d"] = np.maximum(1 - p.std(axis=1) / p.mean(axis=1) / np.sqrt(v.shape[1] - 1), 0.0)
    table.loc[table["n"] == 0, PART_MEASURES] = np.nan
    return table


def average_reduced_frequency(positions: ArrayLike, length: int) -> float:
    """A term's count with crowded occurrences taken as one, the text as a ring (Savicky and Hlavacova 2002, Journal of
    Quantitative Linguistics 9(3)); NaN where it does not occur.

    Arguments:
        positions: where the term stands, counted in words from 0, rising.
        length: words in the text.
    """
    at = np.asarray(positions, dtype=float)
    if not at.size:
        return np.nan
    gaps = np.diff(at, append=at[0] + length)
    return float(np.minimum(gaps, length / at.size).sum() * at.size / length)


def dispersion(
    tokens: pd.DataFrame, terms: str | Iterable[str] | pd.DataFrame, parts: int | str = 10, by: str = "type"
) -> pd.DataFrame:
    """How evenly terms are spread over the text.

    Arguments:
        tokens: a table as `tokens` or `ngrams` gives it.
        terms: values of the column `by`: one, several, or a table with a column term.
        parts: how many parts of equal size the counted words are cut into, or a column whose values are the parts
            ("article", "sentence"), of unequal size.
        by: the column that is counted.

    Returns:
        term; n, range and the measures of `dispersion_measures`; arf, the `average_reduced_frequency`. One row for
        each of `terms`, in their order; NaN where the term does not occur.

    Raises:
        ValueError: where the number of parts is below 2.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell. Rain fell. Snow fell.'))
        >>> dl.dispersion(words, ['fell', 'snow'], parts=3)[['term', 'n', 'range']].values.tolist()
        [['fell', 3, 3], ['snow', 1, 1]]
    """
    expects_by(tokens, by)
    if isinstance(parts, int) and parts < 2:
        raise ValueError(f"parts={parts} is too few: choose 2 or more")
    words, names = countable(tokens), list(dict.fromkeys(as_terms(terms)))
    size = len(words)
    part = pd.factorize(words[parts])[0] if isinstance(parts, str) else np.arange(size) * parts // max(size, 1)
    part = pd.factorize(part)[0]  # fewer words than parts leave some empty
    row = pd.Index(names, dtype="object").get_indexer(pd.Index(words[by], dtype="object"))
    at = np.flatnonzero(row >= 0)
    sizes = np.bincount(part)
    counts = np.bincount(row[at] * max(len(sizes), 1) + part[at], minlength=len(names) * len(sizes))
    table = dispersion_measures(counts.reshape(len(names), len(sizes)), sizes)
    table["arf"] = np.array([average_reduced_frequency(at[row[at] == i], size) for i in range(len(names))], dtype=float)
    table.insert(0, "term", pd.Series(names, dtype="str"))
    return table[DISPERSION_COLUMNS]
