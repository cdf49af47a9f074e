"""Published values: Dunning 1993."""

import numpy as np
import pytest

from dateline.terms.contingency import log_likelihood


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


def test_undefined_is_nan():
    assert np.isnan(log_likelihood(0, 0, 0, 0))
