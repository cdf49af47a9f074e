"""Exact confidence limits for a ratio of two rates, and p values for many tests at once."""

from __future__ import annotations

from math import erfc, lgamma
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from dateline.terms.contingency import Floats

_STEPS = 50  # of Newton's method, which needs about ten
_FRACTIONS = 500  # of the continued fraction, enough for counts of a hundred thousand

_log_gamma = np.vectorize(lgamma, otypes=[float])
_erfc = np.vectorize(erfc, otypes=[float])


def _continued_fraction(a: Floats, b: Floats, x: Floats) -> Floats:
    """Lentz's method for the incomplete beta function (Press et al., Numerical Recipes, 6.4)."""
    tiny, c = 1e-300, np.ones_like(x)
    d = 1 / np.where(np.abs(1 - (a + b) * x / (a + 1)) < tiny, tiny, 1 - (a + b) * x / (a + 1))
    h = d.copy()
    for m in range(1, _FRACTIONS):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + numerator * d
            d = 1 / np.where(np.abs(d) < tiny, tiny, d)
            c = 1 + numerator / c
            c = np.where(np.abs(c) < tiny, tiny, c)
            h = h * d * c
        if np.all(np.abs(d * c - 1) < 1e-15):
            break
    return h


def _log_front(a: Floats, b: Floats, x: Floats) -> Floats:
    """Log of x^a (1 - x)^b / B(a, b)."""
    return _log_gamma(a + b) - _log_gamma(a) - _log_gamma(b) + a * np.log(x) + b * np.log1p(-x)


def log_incomplete_beta(a: ArrayLike, b: ArrayLike, x: ArrayLike) -> Floats:
    """Log of the regularised incomplete beta function I_x(a, b), for a and b above 0 and 0 < x < 1."""
    a, b, x = np.broadcast_arrays(*(np.atleast_1d(np.asarray(value, dtype=float)) for value in (a, b, x)))
    left = x < (a + 1) / (a + b + 2)  # where the fraction converges fast; else by symmetry
    p, q, at = np.where(left, a, b), np.where(left, b, a), np.where(left, x, 1 - x)
    log_tail = _log_front(a, b, x) + np.log(_continued_fraction(p, q, at) / p)
    return np.where(left, log_tail, np.log1p(-np.exp(np.minimum(log_tail, -1e-16))))


def _low_beta_quantile(probability: float, a: Floats, b: Floats) -> Floats:
    """Where I_x(a, b) is a probability below 1/2: Newton's method on the logarithms of both, which is concave and so
    nears the root from one side."""
    mean = a / (a + b)
    spread = np.sqrt((1 - mean) / (a + b + 1) / mean)  # standard deviation over mean
    log_x = np.log(mean) + NormalDist().inv_cdf(probability) * spread
    for _ in range(_STEPS):
        x = np.exp(log_x)
        log_i = log_incomplete_beta(a, b, x)
        step = (log_i - np.log(probability)) / np.exp(_log_front(a, b, x) - np.log1p(-x) - log_i)
        log_x = np.minimum(log_x - step, -1e-15)
        if np.all(np.abs(step) < 1e-14):
            break
    return np.exp(log_x)


def ratio_limits(n_1: ArrayLike, words_1: float, n_2: ArrayLike, words_2: float, alpha: float) -> tuple[Floats, Floats]:
    """Limits of (n_1 / words_1) / (n_2 / words_2), by the conditional exact test (Fay 2010, Biostatistics 11(2)).

    Given their sum, n_1 is binomial; Clopper and Pearson's limits of its share turn into limits of the ratio.

    Arguments:
        n_1, n_2: counts, arrays of one length, not both 0.
        words_1, words_2: of how many words.
        alpha: the share of such intervals that miss the true ratio, both sides together.

    Returns:
        lower and upper limits; 0 and infinity where a count is 0.
    """
    counts = np.stack(np.broadcast_arrays(np.atleast_1d(n_1), np.atleast_1d(n_2))).astype(float)
    (a, b), inverse = np.unique(counts, axis=1, return_inverse=True)  # rare words share their counts
    low = np.where(a > 0, _low_beta_quantile(alpha / 2, np.maximum(a, 1), b + 1), 0.0)
    # by symmetry, so that a share near 1 keeps its digits
    rest = np.where(b > 0, _low_beta_quantile(alpha / 2, np.maximum(b, 1), a + 1), 0.0)
    with np.errstate(divide="ignore"):
        lower, upper = low / (1 - low), (1 - rest) / rest
    scale = words_2 / words_1
    return scale * lower[inverse.ravel()], scale * upper[inverse.ravel()]


def p_of_chi_squared(statistic: ArrayLike) -> Floats:
    """p of X2 or G2 with one degree of freedom."""
    return _erfc(np.sqrt(np.abs(np.asarray(statistic, dtype=float)) / 2))


def holm(p: ArrayLike) -> Floats:
    """p values corrected for their number (Holm 1979); NaN stays NaN and is not counted."""
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, kind="stable")
    m = int(np.isfinite(p).sum())
    corrected = np.full(p.shape, np.nan)
    steps = np.maximum.accumulate(p[order[:m]] * np.arange(m, 0, -1))
    corrected[order[:m]] = np.minimum(steps, 1.0)
    return corrected
