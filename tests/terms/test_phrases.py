import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.terms.phrases import KEYPHRASE_COLUMNS, REASONS, WEIGHTS, candidates, keyphrases

TEXT = """Plotters sought radios

Three coup plotters asked for radios. The plotters met a diplomat in 2017. A plotter of the coup left.
"""


LONG = """Climate change is the threat of the century, Prime Minister Ada Brown said on Friday in Paris. Climate change
hits the farmers of the valley first, according to a report, and the prime minister promised them seeds. Brown met the
farmers in March. The new dam failed them, Brown said. Climate change, he said, makes every dam useless.
"""


def test_candidates_by_hand():
    table = candidates(Article(TEXT + LONG)).set_index("phrase")
    assert table.loc["coup plotters", "n"] == 1
    assert table.loc["plotters", "n"] == 4
    assert table.loc["Climate change", ["n", "words", "name"]].to_list() == [3, 1, 0]
    assert table.loc["Ada Brown", ["n", "name"]].to_list() == [3, 1]  # Brown is she
    said = {"Friday", "March", "said", "report", "century", "Brown", "Ada", "2017", "useless"}
    assert not said & set(table.index)


def test_a_whole_phrase_stands_for_its_part():
    first = keyphrases(Article(LONG), n=5)["phrase"].str.casefold().tolist()
    assert {"climate change", "ada brown", "farmers"} <= set(first)
    assert not {"climate", "change", "minister"} & set(first)


def test_a_label_is_no_phrase():
    table = keyphrases(Article("Q: Who built the harbour?\n\nA: The council.\n\nQ: When?\n\nA: Before the war.\n"))
    assert not {"Q", "A"} & set(table["phrase"])


def test_a_phrase_ends_with_its_sentence():
    table = candidates(Article("We saw the old harbour. Ferry workers slept. They left the harbour ferry."))
    assert "harbour ferry" in set(table["phrase"])
    assert table.loc[table["phrase"].eq("harbour ferry"), "n"].to_list() == [1]


def test_of_a_headline_every_word_of_content_counts():
    assert {"fell", "Prices"} <= set(keyphrases(Article("Prices fell"))["phrase"])


def test_reasons_add_up_to_the_score():
    table = keyphrases(Article(TEXT))
    np.testing.assert_allclose(table[list(REASONS)].sum(axis=1), table["score"])
    assert sorted(feature for features in REASONS.values() for feature in features) == sorted(WEIGHTS)


def test_what_is_said_often_and_early_comes_first():
    table = keyphrases(Article(TEXT))
    assert table.loc[0, ["phrase", "n"]].to_list() == ["plotters", 4]
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
