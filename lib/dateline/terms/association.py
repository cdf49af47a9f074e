"""Words that keep company: collocations in a window."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dateline.given import whole_number
from dateline.tables import expects, expects_by, table
from dateline.terms.contingency import cells, log_likelihood
from dateline.terms.counts import countable, sentence_codes

COLLOCATION_COLUMNS = ["term_1", "term_2", "n", "n_1", "n_2", "expected", "mi", "t", "log_likelihood", "log_dice"]


def association_measures(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> pd.DataFrame:
    """How strongly two things go together.

    Arguments:
        both, first, second, total: as in `dateline.terms.contingency`, numbers or arrays of one length.

    Returns:
        expected, the count that chance gives; mi, log2 of observed to expected (Church and Hanks 1990); t,
        (O - E) / sqrt(O); log_likelihood, G2 over four cells (Dunning 1993). NaN where undefined.
    """
    both, first, second, total = (np.atleast_1d(np.asarray(v, dtype=float)) for v in (both, first, second, total))
    expected = cells(both, first, second, total)[1][0]
    with np.errstate(divide="ignore", invalid="ignore"):
        measures = {"expected": expected, "mi": np.log2(both / expected), "t": (both - expected) / np.sqrt(both)}
        table = pd.DataFrame(measures).assign(log_likelihood=log_likelihood(both, first, second, total))
    return table.replace([np.inf, -np.inf], np.nan)


def _pairs(sentence: np.ndarray, window: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the left and the right member of each pair at most `window` words apart in one sentence."""
    left = [np.array([], dtype=np.int64)]
    right = left.copy()
    for gap in range(1, min(window, len(sentence) - 1) + 1):
        together = np.flatnonzero(sentence[gap:] == sentence[:-gap])
        left.append(together)
        right.append(together + gap)
    return np.concatenate(left), np.concatenate(right)


def _content_rows(words: pd.DataFrame, codes: np.ndarray, n_terms: int) -> np.ndarray:
    """Which terms are more than stop words."""
    if "is_stop" not in words:
        return np.ones(n_terms, dtype=bool)
    return np.bincount(codes, weights=~words["is_stop"].to_numpy(bool), minlength=n_terms) > 0


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
    frequencies = np.bincount(codes, minlength=len(terms))
    left, right = (codes.astype(np.int64)[rows] for rows in _pairs(sentence_codes(words), window))
    slots = np.bincount(left, minlength=len(terms)) + np.bincount(right, minlength=len(terms))
    content = _content_rows(words, codes, len(terms))
    keep = content[left] & content[right] & (left != right)
    ordered, counts = np.unique(left[keep] * len(terms) + right[keep], return_counts=True)
    table = _unordered(ordered, counts, len(terms))
    measures = association_measures(table["n"], slots[table["a"]], slots[table["b"]], 2 * len(left))
    names = pd.array(terms, dtype="str")
    table["term_1"], table["term_2"] = names.take(table["a"]), names.take(table["b"])
    table["n_1"], table["n_2"] = frequencies[table["a"]], frequencies[table["b"]]
    table[["expected", "mi", "t", "log_likelihood"]] = measures[["expected", "mi", "t", "log_likelihood"]]
    table["log_dice"] = 14 + np.log2((2 * table["n"] / (table["n_1"] + table["n_2"])).clip(upper=1))
    return _strongest_first(table)[COLLOCATION_COLUMNS]


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
    window = whole_number("window", window, 1)
    words = countable(tokens).reset_index(drop=True)
    terms = words[by].to_numpy(dtype=object)
    wanted = {pair: i for i, pair in enumerate(zip(pairs["term_1"], pairs["term_2"], strict=True))}
    near = words[by].isin([term for pair in wanted for term in pair]).to_numpy()
    left, right = _pairs(sentence_codes(words), window)
    both = near[left] & near[right]
    rows = []
    for a, b in zip(left[both].tolist(), right[both].tolist(), strict=True):
        for i, j in ((a, b), (b, a)):
            if (pair := (terms[i], terms[j])) in wanted:
                rows.append((wanted[pair], *pair, *(words.at[i, c] for c in ("sentence", "position")),
                             words.at[j, "position"]))  # fmt: skip
    whole = dict.fromkeys(("order", "position_1", "position_2"), "int64")
    found = table(rows, ["order", "term_1", "term_2", "sentence", "position_1", "position_2"], **whole)
    return found.sort_values(["order", "sentence", "position_1", "position_2"], ignore_index=True).drop(columns="order")


def _unordered(ordered: np.ndarray, counts: np.ndarray, n_terms: int) -> pd.DataFrame:
    """Both orders of a pair as one row (a, b, n), in the commoner order; first in the alphabet of codes where even."""
    a, b = np.divmod(ordered, max(n_terms, 1))
    key = np.minimum(a, b) * n_terms + np.maximum(a, b)
    pairs, inverse = np.unique(key, return_inverse=True)
    n = np.bincount(inverse, weights=counts, minlength=len(pairs)).astype(np.int64)
    forward = np.bincount(inverse, weights=np.where(a < b, counts, -counts), minlength=len(pairs)) >= 0
    low, high = np.divmod(pairs, max(n_terms, 1))
    return pd.DataFrame({"a": np.where(forward, low, high), "b": np.where(forward, high, low), "n": n})


def _strongest_first(table: pd.DataFrame) -> pd.DataFrame:
    """Falling G2 of pairs above expectation, then those below it."""
    signed = table["log_likelihood"] * np.sign(table["n"] - table["expected"])
    order = table.assign(signed=signed).sort_values(
        ["signed", "n", "term_1", "term_2"], ascending=[False, False, True, True], ignore_index=True
    )
    return order.drop(columns="signed")
