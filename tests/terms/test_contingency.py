"""Published values: Dunning 1993, Pedersen 1996, Manning and Schuetze 1999."""

import numpy as np
import pytest

from dateline.terms.contingency import chi_squared, fisher_exact, log_likelihood


@pytest.mark.parametrize(
    ("both", "first", "second", "total", "published"),
    [
        (10, 10, 13, 31777, 167.23),  # Dunning 1993:72
        (110, 2552, 221, 31777, 270.72),  # Dunning 1993, "the swiss"
        (8, 13, 32, 31777, 95.29),  # Dunning 1993
    ],
)
def test_log_likelihood_as_published(both, first, second, total, published):
    assert round(float(log_likelihood(both, first, second, total)), 2) == published


@pytest.mark.parametrize(
    ("both", "first", "second", "total", "published", "digits"),
    [
        (3, 3, 3, 31777, 31777, 0),  # Dunning 1993:73
        (8, 15828, 4675, 14307668, 1.55, 2),  # Manning and Schuetze 1999, 5.3.3
        (59, 67, 65, 571007, 456400, 0),  # Manning and Schuetze 1999, 5.3.3
    ],
)
def test_chi_squared_as_published(both, first, second, total, published, digits):
    assert round(float(chi_squared(both, first, second, total)), digits) == published


def test_yates_as_published():
    assert round(float(chi_squared(1, 4, 4, 8, yates=True)), 1) == 0.5  # Pedersen 1996:10


def test_fisher_as_published():
    """Pedersen 1996:10 prints the two-sided p, .486, of a symmetrical table; the right side of it is half of that."""
    assert round(2 * float(fisher_exact(3, 4, 4, 8)[0]), 3) == 0.486
    assert fisher_exact(4, 4, 4, 8)[0] == pytest.approx(1 / 70)
    assert fisher_exact(0, 4, 4, 8)[0] == pytest.approx(1)


def test_undefined_is_nan():
    assert np.isnan(log_likelihood(0, 0, 0, 0))
    assert np.isnan(chi_squared(0, 0, 5, 10))
