"""Two-by-two tables: how far a count is from what chance alone would give.

A table is given by `both`, how often the two things meet; `first` and `second`, how often each occurs; and `total`,
the number of observations. All are numbers or arrays of one length. Notation as in Evert (2005), The Statistics of Word
Cooccurrences: O11 is `both`, R1 is `first`, C1 is `second`, N is `total`.
"""

from __future__ import annotations

from math import lgamma

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def cells(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> tuple[Floats, Floats]:
    """Observed and expected counts of the four cells, each of shape (4, n)."""
    o11, r1, c1, n = (np.asarray(value, dtype=float) for value in (both, first, second, total))
    observed = np.stack(np.broadcast_arrays(o11, r1 - o11, c1 - o11, n - r1 - c1 + o11))
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.stack(np.broadcast_arrays(r1 * c1, r1 * (n - c1), (n - r1) * c1, (n - r1) * (n - c1))) / n
    return observed, expected


def likelihood_sum(observed: Floats, expected: Floats) -> Floats:
    """2 * sum of O ln(O / E) over the first axis; an empty cell adds nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return 2.0 * np.where(observed > 0, observed * np.log(observed / expected), 0.0).sum(axis=0)


def log_likelihood(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Floats:
    """G2 over four cells (Dunning 1993, Computational Linguistics 19(1)); NaN for an empty table."""
    observed, expected = cells(both, first, second, total)
    return np.where(observed.sum(axis=0) > 0, likelihood_sum(observed, expected), np.nan)


def chi_squared(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike, yates: bool = False) -> Floats:
    """Pearson's X2; with Yates' correction where `yates`. NaN where a marginal is 0."""
    observed, expected = cells(both, first, second, total)
    distance = np.abs(observed - expected)
    if yates:
        distance = np.maximum(distance - 0.5, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (distance**2 / expected).sum(axis=0)


_log_gamma = np.vectorize(lgamma, otypes=[float])


def _log_choose(n: Floats, k: Floats) -> Floats:
    return _log_gamma(n + 1) - _log_gamma(k + 1) - _log_gamma(n - k + 1)


def fisher_exact(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Floats:
    """p of Fisher's exact test, right-sided: of tables with these marginals, the share with as much in `both` or more.

    The right side is what tells a pair that is a unit (Pedersen 1996, Fishing for exactness).
    """
    k, r1, c1, n = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(v, dtype=float)) for v in (both, first, second, total))
    )
    term = np.exp(_log_choose(r1, k) + _log_choose(n - r1, c1 - k) - _log_choose(n, c1))
    p = term.copy()
    while np.any(term > 1e-17 * p):
        term = term * np.maximum((r1 - k) * (c1 - k), 0) / ((k + 1) * (n - r1 - c1 + k + 1))
        p, k = p + term, k + 1
    return np.minimum(p, 1.0)
