"""Published values: see each row. Tables: quanteda and corpora (Evert) on BBC business news."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.segments.tokenization import ngrams, tokens
from dateline.terms.contrast import (
    GENERAL_ENGLISH,
    KEY_COLUMNS,
    KEYNESS_COLUMNS,
    contrast_measures,
    general_rate,
    holm,
    key_terms,
    keyness,
    p_of_g2,
)
from dateline.terms.counts import frequency
from dateline.terms.forms import with_terms


@pytest.mark.parametrize(
    ("measure", "n_1", "words_1", "n_2", "words_2", "published", "digits"),
    [
        ("log_likelihood", 10, 13, 0, 31764, 167.23, 2),  # Dunning 1993:72
        ("log_likelihood", 110, 221, 2442, 31556, 270.72, 2),  # Dunning 1993, "the swiss"
        ("log_ratio", 1, 10**6, 1, 10**6, 0.0, 3),  # Hardie 2014
    ],
)
def test_measures_as_published(measure, n_1, words_1, n_2, words_2, published, digits):
    assert round(contrast_measures(n_1, words_1, n_2, words_2).loc[0, measure], digits) == published


def test_less_than_the_reference_is_negative():
    table = contrast_measures([0, 3], 100, [30, 30], 100)
    assert (table[["log_likelihood", "log_ratio"]] < 0).all(axis=None)


def test_same_as_evert_on_bbc(gold):
    """G2 over four cells, log ratio smoothed by 1/2."""
    theirs = pd.read_csv(gold / "bbc_business_keyness_evert.csv")
    ours = contrast_measures(theirs["f1"], 168358, theirs["f2"], 685972)
    np.testing.assert_allclose(ours["log_likelihood"], theirs["G2"], rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(ours["log_ratio"], theirs["LogRatio"], rtol=1e-9, atol=1e-11)


def test_keyness_by_hand(as_tokens):
    table = keyness(as_tokens("coup coup the".split()), as_tokens("the the the dog".split()))
    assert list(table) == KEYNESS_COLUMNS
    assert table["term"].to_list() == ["coup", "dog", "the"]
    assert table[["n_target", "n_reference"]].to_numpy().tolist() == [[2, 0], [0, 1], [1, 3]]
    assert table.loc[0, "log_likelihood"] == pytest.approx(2 * (2 * np.log(7 / 3) + np.log(7 / 15) + 4 * np.log(7 / 5)))
    assert table.loc[0, "log_ratio"] == pytest.approx(np.log2(2.5 / 3.5 / (0.5 / 4.5)))
    assert table["reference"].unique().tolist() == ["the reference, 4 words"]
    assert table["p_corrected"].isna().all()  # of so few words


def test_a_word_list_is_a_reference(as_tokens):
    target = as_tokens("coup coup the".split())
    words = pd.DataFrame({"term": ["the", "dog"], "n": [3, 1]})
    texts = keyness(target, as_tokens("the the the dog".split()))
    listed = keyness(target, words)
    measured = ["term", "n_target", "n_reference", "log_likelihood", "log_ratio", "p_corrected"]
    pd.testing.assert_frame_equal(listed[measured], texts[measured])


def test_keyness_of_ngrams():
    target, reference = (
        ngrams(tokens(Article(text)), 2) for text in ("coup bid failed. coup bid.", "dogs bid. coup dogs.")
    )
    assert keyness(target, reference, by="term").loc[0, ["term", "n_target"]].to_list() == ["coup bid", 2]


def test_general_english():
    table = keyness(tokens(Article("Plotters met. Plotters waited. Plotters left. The US and the US and the US.")))
    assert table.loc[0, "term"] == "plotters"
    assert table.loc[0, "log_ratio"] == pytest.approx(np.log2(3 / 14 / general_rate("plotters")))
    assert table["reference"].unique().tolist() == [GENERAL_ENGLISH]
    by_term = table.set_index("term")
    assert np.isnan(by_term.loc["met", "log_ratio"])  # occurs once
    assert np.isnan(by_term.loc["US", "log_ratio"])  # the list has it together with the pronoun
    assert by_term.drop(columns=["n_target", "log_ratio", "reference"]).isna().all(axis=None)
    assert general_rate("zzqxjv") == 1e-8
    with pytest.raises(ValueError, match="general English has no counts by lemma"):
        keyness(tokens(Article("a")), by="lemma")


def test_merged_spellings_against_general_english():
    table = keyness(
        with_terms(tokens(Article("The US met. The U.S. left. The United States and the USA slept."))), by="term"
    )
    row = table.set_index("term").loc["United States"]
    assert row["n_target"] == 4
    rate = general_rate("united states") + general_rate("usa")  # what it has of "us" is mostly the pronoun
    assert row["log_ratio"] == pytest.approx(np.log2(4 / 12 / rate))


def test_merged_spellings_are_counted_together_in_the_reference_too():
    target = with_terms(tokens(Article("US envoys met. The USA sent one envoy. Envoys left.")))
    texts = tokens(Article("An envoy of the United States or of the U.S. saw envoys of the USA, us, and geese."))
    table = keyness(target, texts, by="term").set_index("term")
    assert table.loc["United States", ["n_target", "n_reference"]].to_list() == [2, 3]
    assert table.loc["envoys", ["n_target", "n_reference"]].to_list() == [3, 2]
    assert table.loc["geese", "n_reference"] == 1
    listed = pd.DataFrame({"term": ["envoy", "envoys", "usa", "goose"], "n": [1, 1, 4, 1]})
    table = keyness(target, listed, by="term").set_index("term")
    assert table.loc[["United States", "envoys", "goose"], "n_reference"].to_list() == [4, 2, 1]


def test_key_terms_by_score():
    keys = pd.DataFrame({"term": ["a", "b", "c", "d", "the"], "n_target": [3, 10, 2, 9, 90], "n_reference": 1})
    keys = keys.assign(log_ratio=[4.0, 2.0, 9.0, -1.0, 1.0], reference="x", log_likelihood=1.0, p_corrected=0.5)
    wanted = pd.DataFrame({"term": ["a", "b", "c", "d"], "kind": ["name", "word", "word", "word"]})
    table = key_terms(keys, wanted)
    assert list(table) == KEY_COLUMNS
    assert table[["term", "times_usual", "score"]].values.tolist() == [["b", 4.0, 20.0], ["a", 16.0, 12.0]]


def test_known_critical_values():
    assert p_of_g2(3.841459) == pytest.approx(0.05, abs=1e-7)
    assert p_of_g2(-6.634897) == pytest.approx(0.01, abs=1e-7)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]).tolist() == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, np.nan, 0.6])[[0, 2]].tolist() == [1, 1]
    assert np.isnan(holm([0.5, np.nan])[1])
    assert holm([]).size == 0


def test_p_needs_a_thousand_words(as_tokens):
    few, enough = (keyness(as_tokens(["a"] * n), as_tokens(["b"] * 1000)) for n in (999, 1000))
    assert few["p_corrected"].isna().all()
    assert (enough["p_corrected"] < 1e-9).all()


def test_bad_input(as_tokens):
    nothing, something = tokens(Article("")), as_tokens(["a", "b"])
    assert list(keyness(nothing)) == list(keyness(nothing, nothing)) == KEYNESS_COLUMNS
    for pair in [(nothing, something), (something, nothing)]:
        table = keyness(*pair)
        assert len(table) == 2
        assert table[["log_likelihood", "log_ratio", "p_corrected"]].isna().all(axis=None)
    apart = keyness(as_tokens(["a", "a"]), as_tokens(["b", "b"])).set_index("term")
    assert apart["n_reference"].to_dict() == {"a": 0, "b": 2}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=1), st.lists(st.sampled_from("abcd"), min_size=1))
def test_turning_the_sides_turns_the_signs(left, right):
    def table(words):
        return tokens(Article(" ".join(words)))

    there = keyness(table(left), table(right)).set_index("term").sort_index()
    back = keyness(table(right), table(left)).set_index("term").sort_index()
    np.testing.assert_allclose(there["log_ratio"], -back["log_ratio"], atol=1e-9)
    np.testing.assert_allclose(there["log_likelihood"].abs(), back["log_likelihood"].abs(), atol=1e-9)
    assert (
        there["n_target"].to_dict()
        == frequency(table(left)).set_index("term")["n"].reindex(there.index, fill_value=0).to_dict()
    )


def test_no_word_of_reporting_or_of_the_calendar_is_a_key_term():
    words = with_terms(
        tokens(Article("The ferry sank Friday, she said. Friday, we said. The ferry, it said, on Friday. Ferry."))
    )
    found = key_terms(keyness(words, by="term"), frequency(words, by="term"))["term"].tolist()
    assert found == ["ferry"]
