"""Trees out of scores, beside the best of all trees."""

from itertools import product

import numpy as np
import pytest

from dateline.syntax.decoding import best_tree, is_tree


def test_what_a_tree_is() -> None:
    assert is_tree(np.array([1, -1, 1]))
    assert not is_tree(np.array([1, -1, -1]))  # two roots
    assert not is_tree(np.array([1, 0, -1]))  # a circle beside the root
    assert not is_tree(np.array([0, -1]))  # its own head
    assert not is_tree(np.array([1, 2, 0]))  # no root


def test_likeliest_heads_stay_where_they_are_a_tree() -> None:
    scores = np.log([[0.1, 0.0001, 0.8999], [0.9, 0.0999, 0.0001]])
    assert best_tree(scores).tolist() == [1, -1]


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
def test_no_tree_has_a_higher_score(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)) * 3
    scores[:, 0] += seed % 3 * 4  # many words that would be the root
    found = best_tree(scores)
    each = np.arange(n)
    every = [np.array(heads) for heads in product(range(-1, n), repeat=n) if is_tree(np.array(heads))]
    assert is_tree(found)
    assert scores[each, found + 1].sum() == pytest.approx(max(scores[each, heads + 1].sum() for heads in every))


def test_a_long_sentence_of_circles() -> None:
    n = 120
    scores = np.full((n, n + 1), -9.0)
    for i in range(0, n, 2):
        scores[i, i + 2] = scores[i + 1, i + 1] = 0  # each with its neighbour
    assert is_tree(best_tree(scores))
