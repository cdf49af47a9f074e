"""Published values: the tests of LexicalRichness (MIT). Tables: quanteda on the inaugural speeches."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.segments.tokenization import tokens
from dateline.terms.richness import diversity, mattr, mtld, readability, readability_measures, syllables

TEN_WORDS = "test text with some text numbers hyphenhere and text punctuations".split()


def test_diversity_as_published():
    table = diversity(tokens(Article(" ".join(TEN_WORDS)))).set_index("measure")["value"]
    assert (table["ttr"], round(table["mtld"], 6)) == (0.8, 14.0)
    assert round(mattr(TEN_WORDS, 5), 6) == 0.9


def test_mattr_by_hand():
    """Windows of 2 over a a b a: 1, 2 and 2 types."""
    assert mattr(list("aaba"), 2) == pytest.approx((1 + 2 + 2) / 6)


def test_mtld_by_hand():
    """At .72: a a is a factor, b c d a remainder of none; backward d c b a a: .8 is (1 - .8) / .28 of a factor."""
    assert mtld(list("aabcd")) == pytest.approx((5 + 5 / (0.2 / 0.28)) / 2)


def test_mattr_as_quanteda_has_it(gold, speeches):
    """Its windows are of 100 words."""
    theirs = pd.read_csv(gold / "inaugural_lexdiv.csv", index_col="document")["MATTR"]
    for document, words in speeches.items():
        words = [word for word in words if not re.fullmatch(r"[\W\d_]+", word)]
        assert mattr(words, 100) == pytest.approx(theirs[document], rel=1e-9)


def test_readability_as_quanteda_has_it(gold):
    """From its own counts of words, sentences and syllables."""
    for row in pd.read_csv(gold / "inaugural_readability.csv").itertuples():
        ours = readability_measures(row.W, row.St, row.Sy, row.W7C)
        assert [ours["flesch"], ours["flesch_kincaid"]] == pytest.approx([row.Flesch, row[3]], rel=1e-9)


def test_syllables_sum_up_to_quantedas(gold, speeches):
    """An estimate: within 3 % of the dictionary's sum in each speech."""
    theirs = pd.read_csv(gold / "inaugural_readability.csv", index_col="document")["Sy"]
    for document, words in speeches.items():
        ours = sum(syllables(word) for word in words if re.search("[a-z]", word))
        assert ours == pytest.approx(theirs[document], rel=0.03)


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("people", 2), ("government", 3), ("wanted", 2), ("passed", 1), ("Venezuela", 4), ("officials", 3)],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_readability_by_hand():
    """4 words, 1 sentence, 4 syllables, 1 long word."""
    table = readability(tokens(Article("The rain stopped us."))).set_index("measure")["value"]
    assert table["lix"] == 29
    assert table["flesch"] == pytest.approx(206.835 - 1.015 * 4 - 84.6 * 4 / 4)


def test_numbers_are_no_words():
    assert diversity(tokens(Article("In 2018 rain fell, 40 mm of it.")))["n"].iloc[0] == 6


@pytest.mark.parametrize("text", ["", "...", "2018"])
def test_undefined_is_nan(text):
    for table in (diversity(tokens(Article(text))), readability(tokens(Article(text)))):
        assert table["value"].isna().all()
        assert list(table) == ["measure", "value", "n"]


def test_one_word():
    table = diversity(tokens(Article("word"))).set_index("measure")["value"]
    assert table["ttr"] == 1
    assert table[["mattr", "mtld"]].isna().all()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=60), st.integers(1, 12))
def test_the_closed_form_is_the_windows_it_stands_for(words, window):
    if len(words) >= window:
        spans = [words[i : i + window] for i in range(len(words) - window + 1)]
        assert mattr(words, window) == pytest.approx(np.mean([len(set(span)) / window for span in spans]))
