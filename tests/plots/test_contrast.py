"""Figures of terms: what is drawn is what the table says, labels never overlap, and what is too little is said."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dateline import plot_keyness, plot_network, show_figure


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


def rows_of(ax) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def test_too_little_is_said():
    assert "no term occurs 3 times, and more often than in the reference" in words_of(plot_keyness(key_terms(0)))
    assert "fewer than 1,000 words (999)" in words_of(plot_network(pairs(3), 999))
    assert "no pair" in words_of(plot_network(pairs(0), 5000))


def test_each_term_is_a_bar_and_the_reference_is_named():
    ax = plot_keyness(key_terms(60), n=40)
    assert rows_of(ax)[0] == "a longish term 0 (3)"
    assert len(ax.patches) == len(rows_of(ax)) == 40
    assert [bar.get_x() + bar.get_width() for bar in ax.patches[:1]] == pytest.approx([8])  # 2 ** 3
    assert "general English (wordfreq)" in ax.get_title(loc="left")
    assert "orange: names" in ax.get_xlabel()


def test_the_network_draws_each_pair_and_term_once():
    ax = plot_network(pairs(12), 5000)
    assert len(ax.lines) == 12
    assert len(set(rows_of(ax))) == len(rows_of(ax)) == 16
    ends = {tuple(sorted(round(y) for y in line.get_ydata()[[0, -1]])) for line in ax.lines}
    terms = rows_of(ax)
    wanted = zip(pairs(12)["term_1"], pairs(12)["term_2"], strict=True)
    assert ends == {tuple(sorted(map(terms.index, pair))) for pair in wanted}
    assert len(plot_network(pairs(30), 5000).lines) == 20


@pytest.mark.parametrize("term", ["$x_1$", "a" * 200, "<b>", "\n", "\u0939\u0928"])
def test_any_term_can_be_drawn(term, recwarn):
    table = key_terms(2).assign(term=[term, "b"])
    plot_keyness(table)
    plot_network(pd.DataFrame({"term_1": [term], "term_2": ["b"], "n": [2]}), 5000)
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]


def test_a_full_figure_of_keyness_stays_small_enough_for_its_page():
    shown = show_figure(plot_keyness(key_terms(40)), "keyness", "x")
    assert len(shown.data["image/svg+xml"]) < 120_000  # letters are stored once, not once a label
