"""How evenly a term is spread over a text, and where it bursts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dateline.tables import expects_by
from dateline.terms.contingency import Floats
from dateline.terms.counts import as_terms, countable

PART_MEASURES = ["dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "lyne_d3", "kl"]
POSITION_MEASURES = ["arf", "awt", "ald"]
DISPERSION_COLUMNS = ["term", "n", "range", *PART_MEASURES, *POSITION_MEASURES]


def dispersion_measures(counts: ArrayLike, sizes: ArrayLike) -> pd.DataFrame:
    """Dispersion of terms over parts of any size.

    With s the parts' shares of all words, v a term's counts, f their sum, p = v / size (a rate), n the number of parts:

    Arguments:
        counts: occurrences, of shape (terms, parts).
        sizes: words in each part, of shape (parts,), none of them 0.

    Returns:
        one row a term, NaN where the term does not occur or one part alone leaves a measure undefined:
        n, f; range, the number of parts with the term;
        dp, sum |v / f - s| / 2, 0 where even, towards 1 where uneven (Gries 2008);
        dp_norm, dp / (1 - min s), from 0 even to 1 uneven (Lijffijt and Gries 2012);
        juilland_d, 1 - sd(p) / mean(p) / sqrt(n - 1), sd over n, from 0 uneven to 1 even (Juilland et al. 1970);
        carroll_d2, the entropy of p / sum p over log n, from 0 uneven to 1 even (Carroll 1970);
        rosengren_s, (sum sqrt(s v))^2 / f, up to 1 even (Rosengren 1971);
        lyne_d3, 1 - X2 / 4 f, X2 against v = f s (Lyne 1985), 1 where even;
        kl, sum v / f log2(v / f / s), in bits, 0 where even (Gries 2021).
    """
    v, size = np.atleast_2d(np.asarray(counts, dtype=float)), np.asarray(sizes, dtype=float)
    parts = v.shape[1]
    if parts < 2:
        lone = pd.DataFrame({"n": v.sum(axis=1).astype(np.int64), "range": (v > 0).sum(axis=1)})
        return lone.assign(**dict.fromkeys(PART_MEASURES, np.nan))
    with np.errstate(divide="ignore", invalid="ignore"):
        f, s, p = v.sum(axis=1), size / size.sum(), v / size
        share, rate = v / f[:, None], p / p.sum(axis=1, keepdims=True)
        dp = np.abs(share - s).sum(axis=1) / 2
        table = pd.DataFrame(
            {
                "n": f.astype(np.int64),
                "range": (v > 0).sum(axis=1),
                "dp": dp,
                "dp_norm": dp / (1 - s.min()),
                "juilland_d": np.maximum(1 - p.std(axis=1) / p.mean(axis=1) / np.sqrt(parts - 1), 0.0),
                "carroll_d2": _entropy(rate) / np.log2(parts),
                "rosengren_s": np.sqrt(s * v).sum(axis=1) ** 2 / f,
                "lyne_d3": 1 - ((v - f[:, None] * s) ** 2 / (f[:, None] * s)).sum(axis=1) / (4 * f),
                "kl": -_entropy(share) - np.where(share > 0, share * np.log2(s), 0.0).sum(axis=1),
            }
        )
    table.loc[table["n"] == 0, PART_MEASURES] = np.nan
    return table


def _entropy(shares: Floats) -> Floats:
    """In bits, over the last axis; 0 log 0 is 0."""
    return 0.0 - np.where(shares > 0, shares * np.log2(shares), 0.0).sum(axis=-1)


def position_measures(positions: ArrayLike, length: int) -> tuple[float, float, float]:
    """Dispersion from the distances between a term's occurrences, the text taken as a ring.

    Arguments:
        positions: where the term stands, counted in words from 0, rising.
        length: words in the text.

    Returns:
        average reduced frequency (ARF), average waiting time (AWT), average logarithmic distance (ALD), base 10: the
        smaller ARF and the larger the others, the more the term bursts (Savicky and Hlavacova 2002, Journal of
        Quantitative Linguistics 9(3)); NaN where the term does not occur.
    """
    at = np.asarray(positions, dtype=float)
    if not at.size:
        return np.nan, np.nan, np.nan
    gaps = np.diff(at, append=at[0] + length)
    arf = np.minimum(gaps, length / at.size).sum() * at.size / length
    return arf, (1 + (gaps**2).sum() / length) / 2, (gaps * np.log10(gaps)).sum() / length


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
        term; n, range and the measures of `dispersion_measures`; arf, awt and ald of `position_measures`. One row for
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
    distances = [position_measures(at[row[at] == i], size) for i in range(len(names))]
    table[POSITION_MEASURES] = np.array(distances, dtype=float).reshape(len(names), len(POSITION_MEASURES))
    table.insert(0, "term", pd.Series(names, dtype="str"))
    return table[DISPERSION_COLUMNS]
