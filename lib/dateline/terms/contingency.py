"""Two-by-two tables: how far a count is from what chance alone would give.

A table is given by `both`, how often the two things meet; `first` and `second`, how often each occurs; and `total`,
the number of observations. All are numbers or arrays of one length (Evert 2005, The Statistics of Word Cooccurrences).
"""

from __future__ import annotations

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


def log_likelihood(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> Floats:
    """G2, 2 * sum of O ln(O / E) over four cells (Dunning 1993, Computational Linguistics 19(1)); NaN for an empty
    table; an empty cell adds nothing."""
    observed, expected = cells(both, first, second, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = 2.0 * np.where(observed > 0, observed * np.log(observed / expected), 0.0).sum(axis=0)
    return np.where(observed.sum(axis=0) > 0, g2, np.nan)
