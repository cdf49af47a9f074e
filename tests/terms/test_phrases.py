import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.terms.phrases import KEYPHRASE_COLUMNS, REASONS, WEIGHTS, candidates, keyphrases

TEXT = """Plotters sought radios

Three coup plotters asked for radios. The plotters met a diplomat in 2017. A plotter of the coup left.
"""


def test_candidates_by_hand():
    table = candidates(Article("Coup plotters met. The plotter of coups left.")).set_index("phrase")
    assert set(table.index) == {"Coup", "plotters", "met", "Coup plotters", "plotters met", "Coup plotters met"} | {
        "left",
        "coups left",
        "plotter of coups",
    }
    assert table.loc["Coup", "n"] == table.loc["plotters", "n"] == 2
    assert table.loc["plotters", "often"] == pytest.approx(np.log(2) / np.log(8))
    assert table.loc["plotters", "early"] == pytest.approx(-np.log(2))
    assert table.loc["plotter of coups", "inner_stops"] == 1
    assert table.loc["plotters", "letters"] == pytest.approx(np.log(8))
    assert table.loc["coups left", "words"] == 1


def test_reasons_add_up_to_the_score():
    table = keyphrases(Article(TEXT))
    np.testing.assert_allclose(table[list(REASONS)].sum(axis=1), table["score"])
    assert sorted(feature for features in REASONS.values() for feature in features) == sorted(WEIGHTS)
    assert table["score"].is_monotonic_decreasing


def test_what_is_said_often_and_early_comes_first():
    table = keyphrases(Article(TEXT))
    assert table.loc[0, ["phrase", "n"]].to_list() == ["plotters", 4]
    assert table.loc[0, "often"] == table["often"].max()
    assert "2017" not in set(table["phrase"])


def test_phrases_lead_back_to_the_text():
    article = Article(TEXT.replace("coup plotters", "coup  plotters"))
    for row in keyphrases(article, n=50).itertuples():
        assert article.text[row.start : row.end] == row.text


@pytest.mark.parametrize("text", ["", "the of and", "!!!"])
def test_nothing_to_find(text):
    table = keyphrases(Article(text))
    assert table.empty
    assert list(table) == KEYPHRASE_COLUMNS


def test_k_limits_the_rows():
    assert len(keyphrases(Article(TEXT), n=2)) == 2
    assert keyphrases(Article(TEXT), n=0).empty


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab X.\n1'@", max_size=80))
def test_any_text(text):
    table = keyphrases(Article(text))
    assert np.isfinite(table[["score", *REASONS]].to_numpy(float)).all()
    assert table["phrase"].is_unique
