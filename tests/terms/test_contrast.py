"""Published values: see each row. Tables: quanteda and corpora (Evert) on BBC business news."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import adjusted
from dateline.article import Article
from dateline.segments.tokenization import ngrams, tokens
from dateline.terms.association import association_measures
from dateline.terms.contingency import cells, chi_squared, likelihood_sum, log_likelihood
from dateline.terms.contrast import (
    CORRECTED,
    GENERAL_ENGLISH,
    KEY_COLUMNS,
    KEYNESS_COLUMNS,
    contrast_measures,
    general_rate,
    key_terms,
    keyness,
)
from dateline.terms.counts import frequency
from dateline.terms.forms import with_terms

# quanteda's totals, of the table that was trimmed to words that occur five times: the integers its chi2 follows from
BUSINESS, ALL = 159452, 813798


@pytest.mark.parametrize(
    ("measure", "n_1", "words_1", "n_2", "words_2", "published", "digits"),
    [
        ("log_likelihood", 10, 13, 0, 31764, 167.23, 2),  # Dunning 1993:72
        ("log_likelihood", 110, 221, 2442, 31556, 270.72, 2),  # Dunning 1993, "the swiss"
        ("diff_percent", 206523, 959641, 178174, 1562358, 88.7, 1),  # Gabrielatos and Marchi 2011:18
        ("odds_ratio", 16217, 2796938, 735, 2087946, 16.6, 1),  # Pojanapunya and Todd 2016:154
        ("difference", 18, 10**6, 35, 10**6, -0.32, 2),  # Hofland and Johansson 1982:471
        ("simple_maths", 35, 112289776, 263, 1559716979, 1.1224, 4),  # Kilgarriff 2009, + 1
        ("log_ratio", 1, 10**6, 1, 10**6, 0.0, 3),  # Hardie 2014
    ],
)
def test_measures_as_published(measure, n_1, words_1, n_2, words_2, published, digits):
    assert round(contrast_measures(n_1, words_1, n_2, words_2).loc[0, measure], digits) == published


def test_two_cells_by_hand():
    """Both expected counts are 6, so G2 = 2 (9 ln 1.5 + 3 ln 0.5)."""
    table = contrast_measures(9, 100, 3, 100).loc[0]
    assert table["log_likelihood_two_cell"] == pytest.approx(2 * (9 * np.log(1.5) + 3 * np.log(0.5)))
    assert table["bic"] == pytest.approx(table["log_likelihood"] - np.log(200))


def test_less_than_the_reference_is_negative():
    table = contrast_measures([0, 3], 100, [30, 30], 100)
    assert (table[["log_likelihood", "log_ratio", "conservative"]] < 0).all(axis=None)
    assert table["diff_percent"].to_list() == [-100, -90]


def test_same_as_evert_on_bbc(gold):
    """G2 over four cells, log ratio smoothed by 1/2, simple maths, and LRC corrected for the 4,301 terms."""
    theirs = pd.read_csv(gold / "bbc_business_keyness_evert.csv")
    ours = contrast_measures(theirs["f1"], 168358, theirs["f2"], 685972)
    for our, their in [
        ("log_likelihood", "G2"),
        ("log_ratio", "LogRatio"),
        ("simple_maths", "SimpleMaths"),
        ("conservative", "LRC"),
    ]:
        np.testing.assert_allclose(ours[our], theirs[their], rtol=1e-9, atol=1e-11)


def test_same_as_quanteda_on_bbc(gold):
    """quanteda adds 1e-9 inside the logarithm, which the last digits of its G2 show, and turns to Yates' correction
    where an expected count is small; both are recomputed here. Its table of exact tests is left out: there are no two
    totals from which all of its p values follow."""
    lr = pd.read_csv(gold / "bbc_business_keyness_lr_nocorr.csv")
    margins = lr["n_target"], lr["n_target"] + lr["n_reference"], BUSINESS, ALL
    np.testing.assert_allclose(log_likelihood(*margins), lr["G2"].abs(), rtol=3e-5)
    adjusted = pd.read_csv(gold / "bbc_business_keyness_lr.csv")
    both, in_all = adjusted["n_target"], adjusted["n_target"] + adjusted["n_reference"]
    observed, expected = cells(both, in_all, BUSINESS, ALL)
    nearer = observed + np.where(observed > expected, -0.5, 0.5) * (expected.min(axis=0) < 5)
    np.testing.assert_allclose(likelihood_sum(nearer, expected), adjusted["G2"].abs(), rtol=3e-5)
    chi2 = pd.read_csv(gold / "bbc_business_keyness_chi2.csv")
    margins = chi2["n_target"], chi2["n_target"] + chi2["n_reference"], BUSINESS, ALL
    plain, corrected = (np.abs(chi_squared(*margins, yates=yates) / chi2["chi2"].abs() - 1) for yates in (False, True))
    assert np.minimum(plain, corrected).max() < 1e-9
    assert (plain < 1e-9).mean() > 0.9
    pmi = pd.read_csv(gold / "bbc_business_keyness_pmi.csv").query("n_target > 0")  # in nats; undefined for 0
    ours = association_measures(pmi["n_target"], pmi["n_target"] + pmi["n_reference"], BUSINESS, ALL)["mi"]
    np.testing.assert_allclose(ours * np.log(2), pmi["pmi"], atol=1e-8)


def articles(as_tokens, **texts):
    return pd.concat([as_tokens(text.split()).assign(article=name) for name, text in texts.items()])


def test_keyness_by_hand(as_tokens):
    table = keyness(as_tokens("coup coup the".split()), as_tokens("the the the dog".split()))
    assert list(table) == KEYNESS_COLUMNS
    assert table["term"].to_list() == ["coup", "dog", "the"]
    assert table[["n_target", "n_reference"]].to_numpy().tolist() == [[2, 0], [0, 1], [1, 3]]
    assert table.loc[0, "log_likelihood"] == pytest.approx(2 * (2 * np.log(7 / 3) + np.log(7 / 15) + 4 * np.log(7 / 5)))
    assert table.loc[0, "log_ratio"] == pytest.approx(np.log2(2.5 / 3.5 / (0.5 / 4.5)))
    assert table["reference"].unique().tolist() == ["the reference, 4 words"]
    assert table[["log_likelihood_range", "superiority"]].isna().all(axis=None)


def test_a_word_list_is_a_reference(as_tokens):
    target = as_tokens("coup coup the".split())
    words = pd.DataFrame({"term": ["the", "dog"], "n": [3, 1]})
    texts = keyness(target, as_tokens("the the the dog".split()))
    listed = keyness(target, words)
    measured = ["term", "n_target", "n_reference", "log_likelihood", "log_ratio", "p_corrected"]
    pd.testing.assert_frame_equal(listed[measured], texts[measured])
    assert listed["range_target"].isna().all()


def test_keyness_of_ngrams():
    target, reference = (
        ngrams(tokens(Article(text)), 2) for text in ("coup bid failed. coup bid.", "dogs bid. coup dogs.")
    )
    assert keyness(target, reference, by="term").loc[0, ["term", "n_target"]].to_list() == ["coup bid", 2]


def test_spread_over_articles(as_tokens):
    target = articles(as_tokens, a="x y", b="x z")
    reference = articles(as_tokens, c="x y", d="y y", e="z y")
    table = keyness(target, reference).set_index("term")
    assert table.loc["x", ["range_target", "range_reference"]].to_list() == [2, 1]
    # x: rates 1/2, 1/2 against 1/2, 0, 0: 2 ties and 4 wins of 6 pairs
    assert table.loc["x", "superiority"] == pytest.approx((4 + 1) / 6)
    # y: rates 1/2, 0 against 1/2, 1, 1/2: 2 ties
    assert table.loc["y", "superiority"] == pytest.approx(1 / 6)
    assert table.loc["x", "log_likelihood_range"] == pytest.approx(float(log_likelihood(2, 3, 2, 5)))
    assert table.loc["y", "log_likelihood_range"] == pytest.approx(-float(log_likelihood(1, 4, 2, 5)))


def test_superiority_is_kilgarriffs_rank_sum(as_tokens):
    """Kilgarriff 2001:238: of the counts 12 15 18 24 88 and 3 3 13 27 33 the first have the rank sum 31 = U + 15."""

    def sample(*counts):
        return articles(as_tokens, **{f"text{i}": "x " * n + "y " * (100 - n) for i, n in enumerate(counts)})

    table = keyness(sample(12, 15, 18, 24, 88), sample(3, 3, 13, 27, 33)).set_index("term")
    assert table.loc["x", "superiority"] * 25 + 15 == pytest.approx(31)


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


def test_key_terms_by_weight():
    keys = pd.DataFrame({"term": ["a", "b", "c", "d", "the"], "n_target": [3, 10, 2, 9, 90], "n_reference": 1})
    keys = keys.assign(log_ratio=[4.0, 2.0, 9.0, -1.0, 1.0], reference="x")
    wanted = pd.DataFrame({"term": ["a", "b", "c", "d"], "kind": ["name", "word", "word", "word"]})
    table = key_terms(keys, wanted)
    assert list(table) == KEY_COLUMNS
    assert table[["term", "kind", "weight"]].values.tolist() == [["b", "word", 20.0], ["a", "name", 12.0]]


def test_corrected_keyness_needs_a_thousand_words_with_counts(as_tokens):
    short = adjusted(keyness(as_tokens(["a"] * 999), as_tokens(["b"] * 5000)))
    assert short.to_dict("list") == {"not shown": ["n = 999 words in the smaller side, fewer than 1,000"]}
    general = adjusted(keyness(as_tokens(["a"] * 5000)))
    assert general.iloc[0, 0] == "n = 0 words in the smaller side, fewer than 1,000"
    long = adjusted(keyness(as_tokens(["a"] * 1000), as_tokens(["b"] * 1000)))
    assert list(long) == CORRECTED
    assert long["term"].to_list() == ["a"]
    empty = tokens(Article(""))
    assert list(adjusted(keyness(empty, empty))) == list(adjusted(keyness(empty))) == ["not shown"]


def test_bad_input(as_tokens):
    nothing, something = tokens(Article("")), as_tokens(["a", "b"])
    assert list(keyness(nothing)) == list(keyness(nothing, nothing)) == KEYNESS_COLUMNS
    for pair in [(nothing, something), (something, nothing)]:
        table = keyness(*pair)
        assert len(table) == 2
        assert table[["log_likelihood", "log_ratio", "p", "conservative"]].isna().all(axis=None)
    apart = keyness(as_tokens(["a", "a"]), as_tokens(["b", "b"])).set_index("term")
    assert apart["n_reference"].to_dict() == {"a": 0, "b": 2}
    assert np.isnan(apart.loc["a", "diff_percent"])
    assert np.isnan(apart.loc["a", "odds_ratio"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=1), st.lists(st.sampled_from("abcd"), min_size=1))
def test_turning_the_sides_turns_the_signs(left, right):
    def table(words):
        return tokens(Article(" ".join(words)))

    there = keyness(table(left), table(right)).set_index("term").sort_index()
    back = keyness(table(right), table(left)).set_index("term").sort_index()
    np.testing.assert_allclose(there["log_ratio"], -back["log_ratio"], atol=1e-9)
    np.testing.assert_allclose(there["log_likelihood"].abs(), back["log_likelihood"].abs(), atol=1e-9)
    np.testing.assert_allclose(there["conservative"], -back["conservative"], atol=1e-9)
    assert (there["log_ratio_low"] <= there["log_ratio_high"]).all()
    assert (
        there["n_target"].to_dict()
        == frequency(table(left)).set_index("term")["n"].reindex(there.index, fill_value=0).to_dict()
    )
