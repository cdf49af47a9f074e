"""Words that keep company: collocations in a window, and how far a count is from what chance alone would give."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dateline.given import whole_number
from dateline.tables import expects, expects_by
from dateline.terms.counts import countable, sentence_codes

MEASURES = ["expected", "mi", "t", "log_likelihood"]
COLLOCATION_COLUMNS = ["term_1", "term_2", "n", "n_1", "n_2", *MEASURES, "log_dice"]


def association_measures(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> pd.DataFrame:
    """How strongly two things go together (Evert 2005, The Statistics of Word Cooccurrences).

    Arguments:
        both, first, second: how often they meet, and how often each occurs; numbers or arrays of one length.
        total: the number of observations.

    Returns:
        expected, the count that chance gives; mi, log2 of observed to expected (Church and Hanks 1990); t,
        (O - E) / sqrt(O); log_likelihood, G2 over four cells, an empty one adding nothing (Dunning 1993). NaN where
        undefined.
    """
    o11, r1, c1, n = np.broadcast_arrays(*(np.atleast_1d(np.asarray(v, float)) for v in (both, first, second, total)))
    observed = np.stack([o11, r1 - o11, c1 - o11, n - r1 - c1 + o11])
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.stack([r1 * c1, r1 * (n - c1), (n - r1) * c1, (n - r1) * (n - c1)]) / n
        g2 = 2 * np.where(observed > 0, observed * np.log(observed / expected), 0).sum(axis=0)
        columns = (
            expected[0],
            np.log2(o11 / expected[0]),
            (o11 - expected[0]) / np.sqrt(o11),
            np.where(n > 0, g2, np.nan),
        )
    return pd.DataFrame(dict(zip(MEASURES, columns, strict=True))).replace([np.inf, -np.inf], np.nan)


def _pairs(sentence: np.ndarray, window: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the left and the right member of each pair at most `window` words apart in one sentence."""
    gaps = range(1, min(window, len(sentence) - 1) + 1)
    left = [np.flatnonzero(sentence[gap:] == sentence[:-gap]) for gap in gaps]
    right = [rows + gap for rows, gap in zip(left, gaps, strict=True)]
    nothing = np.array([], dtype=np.int64)
    return np.concatenate([nothing, *left]), np.concatenate([nothing, *right])


def collocations(tokens: pd.DataFrame, window: int = 2, by: str = "type") -> pd.DataFrame:
    """Pairs of terms that stand near each other.

    A pair counts each time its terms are at most `window` words apart in one sentence, in either order. Marks take no
    place. Stop words take theirs but make no rows. The expected count is about 2 * window * n_1 * n_2 / words (Evert
    2008, Corpora and Collocations), less what sentence ends cut off.

    Arguments:
        tokens: a table as `tokens` gives it.
        window: words to each side, at least 1.
        by: the column that is counted: type or lemma.

    Returns:
        term_1, term_2, in the order in which they stand more often; n, how often they meet; n_1, n_2, how often each
        occurs; expected; mi, t and log_likelihood as in `association_measures`; log_dice, 14 + log2(2 n / (n_1 + n_2))
        (Rychly 2008), 14 at most, though one occurrence can meet two of the other term. By falling log_likelihood of
        those more frequent than expected, then n, then terms.

    Raises:
        ParameterError: where the window is below 1.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Heavy rain fell. Heavy rain stopped.'))
        >>> dl.collocations(words)[['term_1', 'term_2', 'n']].head(1).values.tolist()
        [['heavy', 'rain', 2]]
    """
    expects_by(tokens, by)
    window = whole_number("window", window, 1)
    words = countable(tokens)
    codes, terms = pd.factorize(words[by])
    size = len(terms)
    frequencies = np.bincount(codes, minlength=size)
    left, right = (codes.astype(np.int64)[rows] for rows in _pairs(sentence_codes(words), window))
    slots = np.bincount(left, minlength=size) + np.bincount(right, minlength=size)
    stops = words["is_stop"] if "is_stop" in words else np.zeros(len(words))
    content = np.bincount(codes, weights=stops, minlength=size) < frequencies
    keep = content[left] & content[right] & (left != right)
    first, second, n = _unordered(left[keep], right[keep], size)
    names = pd.array(terms, dtype="str")
    table = pd.DataFrame({"term_1": names.take(first), "term_2": names.take(second), "n": n})
    table["n_1"], table["n_2"] = frequencies[first], frequencies[second]
    table = table.join(association_measures(n, slots[first], slots[second], 2 * len(left)))
    table["log_dice"] = 14 + np.log2((2 * n / (table["n_1"] + table["n_2"])).clip(upper=1))
    signed = table["log_likelihood"] * np.sign(n - table["expected"])
    order = table.assign(signed=signed).sort_values(
        ["signed", "n", "term_1", "term_2"], ascending=[False, False, True, True], ignore_index=True
    )
    return order[COLLOCATION_COLUMNS]


def _unordered(left: np.ndarray, right: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each pair once, in its commoner order (of equals that of the codes), and how often it occurs in either."""
    key = np.minimum(left, right) * size + np.maximum(left, right)
    pairs, inverse, n = np.unique(key, return_inverse=True, return_counts=True)
    forward = 2 * np.bincount(inverse, weights=left < right, minlength=len(pairs)) >= n
    low, high = np.divmod(pairs, max(size, 1))
    return np.where(forward, low, high), np.where(forward, high, low), n


def pair_places(tokens: pd.DataFrame, pairs: pd.DataFrame, window: int = 2, by: str = "type") -> pd.DataFrame:
    """Where the pairs of a collocation table meet: its receipts.

    Arguments:
        tokens, window, by: what `collocations` was given.
        pairs: rows of its table.

    Returns:
        term_1, term_2 (as in `pairs`), sentence, position_1, position_2: a row for each meeting, in the order of
        `pairs` and then of the text.

    Raises:
        ParameterError: where the window is below 1.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Heavy rain fell. Heavy rain stopped.'))
        >>> pairs = dl.collocations(words).head(1)
        >>> dl.pair_places(words, pairs)[['sentence', 'position_1', 'position_2']].values.tolist()
        [[0, 0, 1], [1, 4, 5]]
    """
    expects_by(tokens, by)
    expects(pairs, "term_1 term_2", "collocations")
    words = countable(tokens)
    near = np.stack(_pairs(sentence_codes(words), whole_number("window", window, 1)))
    near = near[:, words[by].isin([*pairs["term_1"], *pairs["term_2"]]).to_numpy()[near].all(axis=0)]
    one, other = np.concatenate([near, near[::-1]], axis=1)
    terms, position = words[by].astype("str").array, words["position"].to_numpy()
    met = {"term_1": terms.take(one), "term_2": terms.take(other), "sentence": words["sentence"].to_numpy()[one]}
    found = pd.DataFrame(met | {"position_1": position[one], "position_2": position[other]})
    found = pairs[["term_1", "term_2"]].assign(order=range(len(pairs))).merge(found, on=["term_1", "term_2"])
    order = ["order", "sentence", "position_1", "position_2"]
    return found.sort_values(order, ignore_index=True).drop(columns="order")
