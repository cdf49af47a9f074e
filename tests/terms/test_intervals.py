import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.terms.intervals import holm, log_incomplete_beta, p_of_chi_squared, ratio_limits


def test_incomplete_beta_by_hand():
    """I_x(1, b) = 1 - (1 - x)^b; I_x(2, 3) = 6 x^2 - 8 x^3 + 3 x^4."""
    x = 0.4
    assert np.exp(log_incomplete_beta(1, 5, 0.2))[0] == pytest.approx(1 - 0.8**5)
    assert np.exp(log_incomplete_beta(2, 3, x))[0] == pytest.approx(6 * x**2 - 8 * x**3 + 3 * x**4)
    assert np.exp(log_incomplete_beta(2, 3, 0.9))[0] == pytest.approx(6 * 0.9**2 - 8 * 0.9**3 + 3 * 0.9**4)


def test_limits_by_hand():
    """5 against 0, of equally many words: the lower limit of the share is (alpha / 2)^(1/5)."""
    low, high = ratio_limits(5, 100, 0, 100, alpha=0.05)
    share = 0.025 ** (1 / 5)
    assert low[0] == pytest.approx(share / (1 - share))
    assert high[0] == np.inf


def test_known_critical_values():
    assert p_of_chi_squared(3.841459) == pytest.approx(0.05, abs=1e-7)
    assert p_of_chi_squared(-6.634897) == pytest.approx(0.01, abs=1e-7)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]).tolist() == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, np.nan, 0.6])[[0, 2]].tolist() == [1, 1]
    assert np.isnan(holm([0.5, np.nan])[1])
    assert holm([]).size == 0


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2000), st.integers(1, 2000), st.floats(0.001, 0.2))
def test_limits_enclose_the_ratio_and_turn_round(n_1, n_2, alpha):
    low, high = ratio_limits(n_1, 1000, n_2, 2000, alpha)
    assert low[0] <= (n_1 / 1000) / (n_2 / 2000) <= high[0]
    back_low, back_high = ratio_limits(n_2, 2000, n_1, 1000, alpha)
    assert high[0] == pytest.approx(1 / back_low[0])
    assert back_high[0] == np.inf if n_1 == 0 else back_high[0] == pytest.approx(1 / low[0])
