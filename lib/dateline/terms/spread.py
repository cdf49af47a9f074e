"""How evenly a term is spread over a text."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dateline.tables import expects_by
from dateline.terms.counts import as_terms, countable

PARTS = 10
DISPERSION_COLUMNS = ["term", "n", "range", "dp_norm", "juilland_d"]


def dispersion_measures(counts: ArrayLike, sizes: ArrayLike) -> pd.DataFrame:
    """Dispersion of terms over parts of any size.

    Arguments:
        counts: occurrences, of shape (terms, parts).
        sizes: words in each part, of shape (parts,), none of them 0.

    Returns:
        a row a term: n; range, the number of parts with the term; dp_norm, half the sum of |share of the term - share
        of all words| over 1 - the smallest part's share, from 0 even to 1 uneven (Gries 2008, Lijffijt and Gries 2012);
        juilland_d, 1 - sd(p) / mean(p) / sqrt(parts - 1) of the rates p, sd over the number of parts, from 0 uneven to
        1 even (Juilland et al. 1970). NaN where the term does not occur or there is one part.
    """
    v, size = np.atleast_2d(np.asarray(counts, dtype=float)), np.asarray(sizes, dtype=float)
    table = pd.DataFrame({"n": v.sum(axis=1).astype(np.int64), "range": (v > 0).sum(axis=1)})
    if v.shape[1] < 2:
        return table.assign(dp_norm=np.nan, juilland_d=np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        s, p = size / size.sum(), v / size
        uneven = np.abs(v / v.sum(axis=1)[:, None] - s).sum(axis=1) / 2 / (1 - s.min())
        even = 1 - p.std(axis=1) / p.mean(axis=1) / np.sqrt(v.shape[1] - 1)
    return table.assign(dp_norm=uneven, juilland_d=np.maximum(even, 0))


def dispersion(tokens: pd.DataFrame, terms: str | Iterable[str] | pd.DataFrame, by: str = "type") -> pd.DataFrame:
    """How evenly terms are spread over ten parts of the text, of equal size in counted words.

    Arguments:
        tokens: a table as `tokens` or `ngrams` gives it.
        terms: values of the column `by`: one, several, or a table with a column term.
        by: the column that is counted.

    Returns:
        term; n, range, dp_norm and juilland_d as in `dispersion_measures`. A row for each of `terms`, in their order.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell. Rain fell. Snow fell.'))
        >>> dl.dispersion(words, ['fell', 'snow'])[['term', 'n', 'range']].values.tolist()
        [['fell', 3, 3], ['snow', 1, 1]]
    """
    expects_by(tokens, by)
    words, names = countable(tokens), list(dict.fromkeys(as_terms(terms)))
    size = len(words)
    part = pd.factorize(np.arange(size) * PARTS // max(size, 1))[0]  # fewer words than parts leave some empty
    row = pd.Index(names, dtype="object").get_indexer(pd.Index(words[by], dtype="object"))
    sizes = np.bincount(part)
    shape = len(names), len(sizes)
    counts = np.bincount((row * shape[1] + part)[row >= 0], minlength=shape[0] * shape[1])
    table = dispersion_measures(counts.reshape(shape), sizes)
    table.insert(0, "term", pd.Series(names, dtype="str"))
    return table
