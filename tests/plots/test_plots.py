"""Figures: what is drawn is what the table says, and what is too little is said."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dateline import plot_arc, plot_frequency, plot_positions, plot_speakers, show_figure


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def pieces(n: int) -> pd.DataFrame:
    voices = ["narration", "quotation"] * n
    return pd.DataFrame({"voice": voices[:n], "tone": [0.1 * (i % 5) - 0.2 for i in range(n)]})


def words_of(ax) -> str:
    texts = [text.get_text() for text in ax.texts]
    return " ".join([*texts, ax.get_title(loc="left")])


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: plot_arc(pieces(0)), "no sentence was read"),
        (lambda: plot_speakers(pd.DataFrame(columns=["voice", "speaker", "pieces", "share"])), "no sentence was read"),
        (lambda: plot_frequency(pd.DataFrame({"term": ["rain"], "n": [1]})), "no term occurs twice"),
        (
            lambda: plot_speakers(
                pd.DataFrame({"voice": ["narration"], "speaker": [None], "pieces": [3], "share": [1.0]})
            ),
            "one voice alone speaks",
        ),
        (lambda: plot_positions(pd.DataFrame(columns=["term", "start"]), 100), "no term was counted"),
    ],
)
def test_an_empty_table_is_said_and_a_page_can_leave_it_out(draw, said):
    ax = draw()
    assert said in words_of(ax)
    assert show_figure(ax, "x", "x").metadata["dateline"]["missing"] == said


def test_the_arc_draws_a_dot_a_piece_and_no_line_below_its_floor():
    ax = plot_arc(pieces(19))
    assert (
        sum(len(dots.get_offsets()) for dots in ax.collections if hasattr(dots, "get_sizes") and len(dots.get_sizes()))
        == 19
    )
    assert "too few (19) for a smoothed line" in words_of(ax)
    assert "90 % band" in [text.get_text() for text in plot_arc(pieces(20)).figure.legends[0].get_texts()]


def test_the_arc_has_one_of_two_scales():
    small, large = (plot_arc(pieces(5).assign(tone=tone)).get_ylim() for tone in (0.3, -0.7))
    assert (small, large) == ((-0.55, 0.55), (-1.05, 1.05))


def test_frequency_bars_are_the_counts():
    table = pd.DataFrame({"term": ["a", "b"], "n": [5, 2], "kind": ["word", "name"]})
    ax = plot_frequency(table)
    assert [bar.get_width() for bar in ax.patches] == [5, 2]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]


def test_positions_are_per_cent_of_the_article():
    ax = plot_positions(pd.DataFrame({"term": ["a", "a", "b"], "start": [0, 50, 100]}), 200)
    assert [segment[0][0] for segment in ax.collections[0].get_segments()] == [0, 25, 50]


def test_two_speakers_of_one_name_are_two_bars():
    table = pd.DataFrame({"voice": ["narration", "quotation", "quotation"], "speaker": [None, None, None],
                          "pieces": [3, 1, 1], "share": [0.5, 0.3, 0.2]})  # fmt: skip
    ax = plot_speakers(table)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["the reporter", *["speaker not found"] * 2]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([50, 30, 20])
    assert max(plot_speakers(table.assign(share=[0.9, 0.06, 0.04])).get_xticks()) == 100


@pytest.mark.parametrize("term", ["$x_1$", "$", "a" * 200, "<b>", "\n"])
def test_any_label_can_be_drawn(term):
    ax = plot_frequency(pd.DataFrame({"term": [term], "n": [2]}))
    ax.get_figure().canvas.draw()
