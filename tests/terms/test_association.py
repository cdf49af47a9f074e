"""Published values: Church and Hanks 1990, Manning and Schuetze 1999, Dunning 1993."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from dateline import pair_places
from dateline.article import Article
from dateline.segments.tokenization import tokens
from dateline.terms.association import COLLOCATION_COLUMNS, association_measures, collocations


@pytest.mark.parametrize(
    ("measure", "both", "first", "second", "total", "published", "digits"),
    [
        ("mi", 8, 1105, 44, 15000000, 11.3, 1),  # Church and Hanks 1990:24
        ("mi", 20, 42, 20, 14307668, 18.38, 2),  # Manning and Schuetze 1999, 5.4
        ("mi", 20, 15019, 15629, 14307668, 0.29, 2),  # the same
        ("t", 8, 15828, 4675, 14307668, 0.999932, 6),  # Manning and Schuetze 1999:164
        ("t", 20, 42, 20, 14307668, 4.4721, 4),  # Manning and Schuetze 1999, 5.3.2
        ("log_likelihood", 110, 2552, 221, 31777, 270.72, 2),  # Dunning 1993, "the swiss"
        ("log_likelihood", 10, 10, 13, 31777, 167.23, 2),  # Dunning 1993:72
        ("log_likelihood", 8, 13, 32, 31777, 95.29, 2),  # Dunning 1993
    ],
)
def test_measures_as_published(measure, both, first, second, total, published, digits):
    assert round(association_measures(both, first, second, total).loc[0, measure], digits) == published


def test_undefined_is_nan():
    assert association_measures(0, 0, 0, 0).isna().all(axis=None)


def test_measures_as_nltk_has_them():
    table, marginals = association_measures(8, 13, 32, 31777).loc[0], (8, (13, 32), 31777)
    assert table["mi"] == pytest.approx(BigramAssocMeasures.pmi(*marginals))
    assert table["t"] == pytest.approx(BigramAssocMeasures.student_t(*marginals))
    assert table["log_likelihood"] == pytest.approx(BigramAssocMeasures.likelihood_ratio(*marginals))


def test_log_dice_is_fourteen_at_most():
    row = collocations(tokens(Article("ants see ants")), window=2).iloc[0]
    assert row[["n", "n_1", "n_2", "log_dice"]].to_list() == [2, 2, 1, 14]  # 2 n over n_1 + n_2 would be 4 thirds


def test_window_by_hand():
    """Six words, window 2: 5 pairs next to each other and 4 one apart."""
    table = collocations(tokens(Article("red cars pass blue cars slowly")), window=2)
    row = table.set_index(["term_1", "term_2"]).loc[("red", "cars")]
    assert (row["n"], row["n_1"], row["n_2"]) == (1, 1, 2)
    # seen from both sides: 18 slots; red has 2 neighbours, the cars 3 each
    assert row["expected"] == pytest.approx(2 * 6 / 18)
    assert row["mi"] == pytest.approx(np.log2(18 / 12))
    assert row["log_dice"] == pytest.approx(14 + np.log2(2 / 3))


def test_either_order_counts_and_the_commoner_shows():
    text = "Plotters met. Officers plotted coups. Coups plotted officers. Officers plotted coups."
    row = collocations(tokens(Article(text)), window=2).set_index(["term_1", "term_2"]).loc[("officers", "coups")]
    assert row["n"] == 3


def test_sentence_ends_stop_the_window():
    pairs = collocations(tokens(Article("Rain fell. Wind rose.")), window=5)
    assert set(zip(pairs["term_1"], pairs["term_2"], strict=True)) == {("rain", "fell"), ("wind", "rose")}


def test_stop_words_take_their_place_but_make_no_rows():
    table = tokens(Article("bank of England"))
    assert collocations(table, window=1).empty
    assert collocations(table, window=2)[["term_1", "term_2"]].to_numpy().tolist() == [["bank", "england"]]
    assert len(collocations(table.assign(is_stop=False), window=1)) == 2


def test_bad_input():
    nothing = tokens(Article(""))
    assert list(collocations(nothing)) == COLLOCATION_COLUMNS
    assert collocations(tokens(Article("word"))).empty
    with pytest.raises(ValueError, match="window=0"):
        collocations(nothing, window=0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcd."), max_size=30).map(" ".join), st.integers(1, 4))
def test_counts_do_not_depend_on_direction(text, window):
    table = tokens(Article(text)).assign(is_stop=False)
    pairs = collocations(table, window)
    assert (pairs["n"] <= 2 * window * pairs[["n_1", "n_2"]].min(axis=1)).all()
    turned = table.iloc[::-1].reset_index(drop=True)
    same = {
        frozenset(k): n for *k, n in collocations(turned, window)[["term_1", "term_2", "n"]].itertuples(index=False)
    }
    assert same == {frozenset(k): n for *k, n in pairs[["term_1", "term_2", "n"]].itertuples(index=False)}


def test_meetings_are_what_collocations_count():
    table = tokens(Article("Coup plotters met. The plotters of the coup left. A coup failed. Plotters left."))
    pairs = collocations(table, 3)
    found = pair_places(table, pairs, 3)
    counts = found.groupby(["term_1", "term_2"]).size()
    assert {pair: int(n) for pair, n in counts.items()} == {
        (row.term_1, row.term_2): row.n for row in pairs.itertuples()
    }
    both = found[found["term_1"].eq("coup") & found["term_2"].eq("plotters")]
    both = both if len(both) else found[found["term_1"].eq("plotters") & found["term_2"].eq("coup")]
    assert both["sentence"].to_list() == [0, 1]
    assert pair_places(table, pairs.head(0), 3).empty


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["ant", "bee", "cat", "Dog."]), max_size=25).map(" ".join), st.integers(1, 4))
def test_every_meeting_has_a_receipt(text, window):
    table = tokens(Article(text))
    pairs = collocations(table, window)
    assert len(pair_places(table, pairs, window)) == pairs["n"].sum()
