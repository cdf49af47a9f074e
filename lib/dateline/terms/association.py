"""Words that keep company: collocations in a window, and fixed adjacent pairs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dateline.given import whole_number
from dateline.tables import expects, expects_by, table
from dateline.terms.contingency import cells, chi_squared, fisher_exact, log_likelihood
from dateline.terms.counts import countable, sentence_codes

COLLOCATION_COLUMNS = ["term_1", "term_2", "n", "n_1", "n_2", "expected", "mi", "t", "log_likelihood", "log_dice"]
MULTIWORD_COLUMNS = ["term_1", "term_2", "n", "n_1", "n_2", "log_odds", "z"]
MULTIWORD_COLUMNS += ["log_likelihood", "delta_p_2_1", "delta_p_1_2", "p"]


def association_measures(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> pd.DataFrame:
    """How strongly two things go together.

    Arguments:
        both, first, second, total: as in `dateline.terms.contingency`, numbers or arrays of one length.

    Returns:
        expected, the count that chance gives; mi, log2 of observed to expected (Church and Hanks 1990); npmi, mi
        over -log2 of the pair's share, 1 where the two always go together (Bouma 2009); t, (O - E) / sqrt(O);
        log_likelihood, G2 over four cells (Dunning 1993); chi_squared (Pearson); dice, 2 O / (R1 + C1), and
        log_dice, 14 + log2 of it (Rychly 2008); delta_p_2_1, how much the first makes the second likelier, and
        delta_p_1_2, the other way round (Gries 2013); log_odds and z, the log odds ratio with 1/2 added to each cell
        and that over its standard error (Blaheta and Johnson 2001). NaN where undefined.
    """
    both, first, second, total = (np.atleast_1d(np.asarray(v, dtype=float)) for v in (both, first, second, total))
    observed, expected = cells(both, first, second, total)
    o11, o12, o21, o22 = observed
    with np.errstate(divide="ignore", invalid="ignore"):
        mi = np.log2(o11 / expected[0])
        smoothed = observed + 0.5
        log_odds = np.log(smoothed[0] * smoothed[3] / (smoothed[1] * smoothed[2]))
        table = pd.DataFrame(
            {
                "expected": expected[0],
                "mi": mi,
                "npmi": mi / -np.log2(o11 / total),
                "t": (o11 - expected[0]) / np.sqrt(o11),
                "log_likelihood": log_likelihood(both, first, second, total),
                "chi_squared": chi_squared(both, first, second, total),
                "dice": 2 * o11 / (first + second),
                "log_dice": 14 + np.log2(2 * o11 / (first + second)),
                "delta_p_2_1": o11 / (o11 + o12) - o21 / (o21 + o22),
                "delta_p_1_2": o11 / (o11 + o21) - o12 / (o12 + o22),
                "log_odds": log_odds,
                "z": log_odds / np.sqrt((1 / smoothed).sum(axis=0)),
            }
        )
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

    A pair counts each time its terms are at most `window` words apart in one sentence, in either order. Marks are not
    words and take no place. Stop words take their place in the window but make no rows; to see them too, or others
    not, change `is_stop` of the tokens. A term with itself makes no row.

    The table of each pair is over ordered pairs of neighbours, each seen from both sides, so that the expected count
    is about 2 * window * n_1 * n_2 / words (Evert 2008, Corpora and Collocations), less what sentence ends cut off.

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


def multiwords(tokens: pd.DataFrame, by: str = "type") -> pd.DataFrame:
    """Adjacent pairs of terms that are a unit: "prime minister", "blue helmets".

    A pair counts where nothing, no mark either, stands between its terms in one sentence; n, n_1 and n_2 are over all
    such pairs. Stop words make no rows, as in `collocations`.

    Arguments:
        tokens: a table as `tokens` gives it.
        by: the column that is counted: type or lemma.

    Returns:
        term_1, term_2; n, how often the pair occurs; n_1, how often term_1 opens a pair; n_2, how often term_2 ends
        one; log_odds, z, log_likelihood, delta_p_2_1 and delta_p_1_2 as in `association_measures`; p of Fisher's exact
        test that the pair occurs more often than chance has it (Pedersen 1996), sound for small counts too. By
        falling z (quanteda's order), then n, then terms.
    """
    expects_by(tokens, by)
    words = countable(tokens)
    codes, terms = pd.factorize(words[by])
    codes, content = codes.astype(np.int64), _content_rows(words, codes, len(terms))
    adjacent = (np.diff(words["position"].to_numpy()) == 1) & (np.diff(sentence_codes(words)) == 0)
    left, right = codes[:-1][adjacent], codes[1:][adjacent]
    keep = content[left] & content[right]
    pairs, n = np.unique(left[keep] * len(terms) + right[keep], return_counts=True)
    a, b = np.divmod(pairs, max(len(terms), 1))
    n_1, n_2 = (np.bincount(side, minlength=len(terms))[code] for side, code in ((left, a), (right, b)))
    names = pd.array(terms, dtype="str")
    table = pd.DataFrame({"term_1": names.take(a), "term_2": names.take(b), "n": n, "n_1": n_1, "n_2": n_2})
    table = table.join(association_measures(n, n_1, n_2, len(left))).assign(p=fisher_exact(n, n_1, n_2, len(left)))
    return table.sort_values(["z", "n", "term_1", "term_2"], ascending=[False, False, True, True], ignore_index=True)[
        MULTIWORD_COLUMNS
    ]
