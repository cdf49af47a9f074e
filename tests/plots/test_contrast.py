"""Figures of terms: what is drawn is what the table says, labels never overlap, and what is too little is said."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Annotation

from dateline import plot_keyness, plot_network, show_figure
from dateline.plots.contrast import _apart, _midway, _spring_layout


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def key_terms(n: int) -> pd.DataFrame:
    """Terms in a heap, each as frequent as its neighbour."""
    table = pd.DataFrame(
        {"term": [f"a longish term {i}" for i in range(n)], "n_target": [3 + i // 9 for i in range(n)]}
    )
    table = table.assign(log_ratio=[3 + (i % 9) / 7 for i in range(n)], kind=["name", "word"] * (n // 2))
    return table.assign(reference="general English (wordfreq)")


def pairs(n: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"term_1": [f"term {i // 3}" for i in range(n)], "term_2": [f"other {i}" for i in range(n)]}
    ).assign(n=range(2, n + 2))


def words_of(ax) -> str:
    return " ".join([*(text.get_text() for text in ax.texts), ax.get_title(loc="left")])


def overlaps(texts) -> int:
    boxes = [text.get_window_extent() for text in texts]
    return sum(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_too_little_is_said():
    assert "no term occurs 3 times, and more often than in the reference" in words_of(plot_keyness(key_terms(0)))
    assert "fewer than 1,000 words (999)" in words_of(plot_network(pairs(3), 999))
    assert "no pair" in words_of(plot_network(pairs(0), 5000))


def test_each_term_is_a_dot_and_the_reference_is_named():
    ax = plot_keyness(key_terms(60))
    dots = np.concatenate([drawn.get_offsets() for drawn in ax.collections])
    assert sorted(dots[:, 0]) == sorted(key_terms(60)["n_target"])
    assert "general English (wordfreq)" in ax.get_title(loc="left")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["names (n = 30)", "other words (n = 30)"]


def test_labels_do_not_overlap_and_the_weightiest_has_one():
    ax = plot_keyness(key_terms(40))
    labels = [text for text in ax.texts if isinstance(text, Annotation)]
    assert labels[0].get_text() == "a longish term 0"
    assert 5 < len(labels) < 40
    assert overlaps(labels) == 0


def test_the_network_draws_each_pair_and_term_once():
    ax = plot_network(pairs(12), 5000)
    assert len(ax.lines) == 12
    terms = [text for text in ax.texts if not text.get_text().isdigit()]
    assert len({text.get_text() for text in terms}) == len(terms) == 16
    assert overlaps(terms) == 0
    assert len(plot_network(pairs(30), 5000).lines) == 20


@pytest.mark.parametrize("term", ["$x_1$", "a" * 200, "<b>", "\n", "\u0939\u0928"])
def test_any_term_can_be_drawn(term, recwarn):
    table = key_terms(2).assign(term=[term, "b"])
    plot_keyness(table)
    plot_network(pd.DataFrame({"term_1": [term], "term_2": ["b"], "n": [2]}), 5000)
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 12), st.randoms(use_true_random=False))
def test_boxes_end_up_apart(n, random):
    edges = np.array([[i, random.randrange(i)] for i in range(1, n)])
    sizes = np.tile([0.2, 0.05], (n, 1))
    at = _apart(_spring_layout(n, edges, np.ones(n - 1)), sizes)
    gap = np.abs(at[:, None] - at[None]) - sizes[0]
    assert (gap.max(axis=2)[~np.eye(n, dtype=bool)] > -1e-3).all()
    assert ((at >= sizes / 2 - 1e-9) & (at <= 1 - sizes / 2 + 1e-9)).all()


def test_the_number_on_a_line_stands_where_no_box_hides_it():
    at, sizes = np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[0.2, 0.1], [0.6, 0.1]])
    assert _midway(at, sizes) == pytest.approx([0.4, 0])  # seen from .1 to .7


def test_a_full_figure_of_keyness_stays_small_enough_for_its_page():
    shown = show_figure(plot_keyness(key_terms(40)), "keyness", "x")
    assert len(shown.data["image/svg+xml"]) < 120_000  # letters are stored once, not once a label
