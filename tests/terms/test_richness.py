"""Published values: the tests of LexicalRichness (MIT). Tables: quanteda on the inaugural speeches."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.segments.tokenization import tokens
from dateline.terms.richness import (
    diversity,
    diversity_measures,
    hdd,
    mattr,
    mtld,
    readability,
    readability_measures,
    syllables,
)

TEN_WORDS = "test text with some text numbers hyphenhere and text punctuations".split()


@pytest.mark.parametrize(
    ("measure", "published"),
    [
        ("ttr", 0.8),
        ("root_ttr", 2.529822),
        ("corrected_ttr", 1.788854),
        ("herdan_c", 0.90309),
        ("summer_s", 0.877783),
        ("dugast_u", 23.760033),
        ("maas", 0.042087),
        ("yule_k", 600.0),
        ("yule_i", 8.0),
        ("herdan_vm", 0.187083),
        ("simpson_d", 0.066667),
        ("mtld", 14.0),
    ],
)
def test_diversity_as_published(measure, published):
    assert round(diversity_measures(TEN_WORDS)[measure], 6) == published


def test_windows_and_samples_as_published():
    assert round(mattr(TEN_WORDS, 5), 6) == 0.9
    assert round(hdd(TEN_WORDS, 5), 6) == 0.883333


def test_mattr_by_hand():
    """Windows of 2 over a a b a: 1, 2 and 2 types."""
    assert mattr(list("aaba"), 2) == pytest.approx((1 + 2 + 2) / 6)


def test_hdd_by_hand():
    """Two of a a b: aa, ab, ab, so a is always there and b in two of three samples."""
    assert hdd(list("aab"), 2) == pytest.approx((1 + 2 / 3) / 2)


def test_mtld_by_hand():
    """At .72: a a is a factor, b c d a remainder of none; backward d c b a a: .8 is (1 - .8) / .28 of a factor."""
    assert mtld(list("aabcd")) == pytest.approx((5 + 5 / (0.2 / 0.28)) / 2)


def test_diversity_as_quanteda_has_it(gold, speeches):
    """Its logarithms are to base 10: U is ours over ln 10, Maas the root of ours times ln 10, S another number
    altogether, so Summer's is taken of base 10 here. Its windows are of 100 words."""
    theirs = pd.read_csv(gold / "inaugural_lexdiv.csv", index_col="document")
    for document, words in speeches.items():
        words = [word for word in words if not re.fullmatch(r"[\W\d_]+", word)]
        ours, row = diversity_measures(words), theirs.loc[document]
        same = {"ttr": "TTR", "herdan_c": "C", "root_ttr": "R", "corrected_ttr": "CTTR", "yule_k": "K", "yule_i": "I"}
        same |= {"simpson_d": "D", "herdan_vm": "Vm"}
        expected = {our: row[their] for our, their in same.items()}
        expected |= {"dugast_u": row["U"] * np.log(10), "maas": row["Maas"] ** 2 / np.log(10)}
        for measure, value in expected.items():
            assert ours[measure] == pytest.approx(value, rel=1e-9), (document, measure)
        assert mattr(words, 100) == pytest.approx(row["MATTR"], rel=1e-9)


def test_readability_as_quanteda_has_it(gold):
    """From its own counts of words, sentences and syllables."""
    for row in pd.read_csv(gold / "inaugural_readability.csv").itertuples():
        ours = readability_measures(row.W, row.St, row.C, row.Sy, row.W3Sy, row.W7C)
        theirs = [row.Flesch, row[3], row.FOG, row.SMOG, row.ARI, row[7], row.RIX]
        assert [ours[name] for name in ours if name != "lix"] == pytest.approx(theirs, rel=1e-9)


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
    """4 words, 1 sentence, 14 letters, 1 long word: LIX 4 + 25, ARI 2 + 4.71 * 3.5 - 21.43."""
    table = readability(tokens(Article("The rain stopped us."))).set_index("measure")["value"]
    assert table["lix"] == 29
    assert table["rix"] == 1
    assert table["ari"] == pytest.approx(2 + 4.71 * 16 / 4 - 21.43)
    assert table["flesch"] == pytest.approx(206.835 - 1.015 * 4 - 84.6 * 4 / 4)


def test_numbers_are_no_words():
    assert diversity(tokens(Article("In 2018 rain fell, 40 mm of it.")))["n"].iloc[0] == 6


@pytest.mark.parametrize("text", ["", "...", "2018"])
def test_undefined_is_nan(text):
    for table in (diversity(tokens(Article(text))), readability(tokens(Article(text)))):
        assert table["value"].isna().all()
        assert list(table) == ["measure", "value", "n"]


def test_one_word():
    measures = diversity_measures(["word"])
    assert measures["ttr"] == 1
    assert np.isnan([measures[name] for name in ("herdan_c", "simpson_d", "mattr", "mtld", "hdd", "yule_i")]).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=60), st.integers(1, 12))
def test_closed_forms_are_the_windows_and_samples_they_stand_for(words, window):
    if len(words) >= window:
        spans = [words[i : i + window] for i in range(len(words) - window + 1)]
        assert mattr(words, window) == pytest.approx(np.mean([len(set(span)) / window for span in spans]))
    if len(words) >= 2:
        pairs = [len({a, b}) / 2 for i, a in enumerate(words) for b in words[i + 1 :]]
        assert hdd(words, 2) == pytest.approx(np.mean(pairs))
