"""Published values: Carroll 1970, Gries 2008, Lijffijt and Gries 2012; tables: R package tlda on 500 parts of Brown."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.segments.tokenization import tokens
from dateline.terms.spread import DISPERSION_COLUMNS, dispersion, dispersion_measures, position_measures

GRIES = "b a m n i b e u p k b a s a t b e w q n b c a g a b e s t a b a g h a b e a a t b a h a a b e a x a".split()


@pytest.mark.parametrize(
    ("measure", "counts", "published", "digits"),
    [
        ("juilland_d", [0, 4, 3, 2, 1], 0.6464, 4),  # Carroll 1970:14
        ("carroll_d2", [2, 1, 1, 1, 0], 0.8277, 4),  # Carroll 1970:13
        ("rosengren_s", [1, 2, 3, 4, 5], 0.937, 3),  # Gries 2008:407
        ("lyne_d3", [1, 2, 3, 4, 5], 0.944, 3),  # Gries 2008:408
        ("dp_norm", [2, 1, 0], 0.5, 1),  # Gries 2008:416, Lijffijt and Gries 2012:148
    ],
)
def test_published_values_over_parts(measure, counts, published, digits):
    table = dispersion_measures([counts], np.ones(len(counts)) * 10)
    assert round(table.loc[0, measure], digits) == published


def test_published_values_over_positions():
    """Gries 2008:406-410, the worked example of 50 words."""
    arf, awt, ald = position_measures([i for i, word in enumerate(GRIES) if word == "a"], len(GRIES))
    assert (round(arf, 1), round(awt, 2), round(ald, 3)) == (10.8, 3.18, 0.628)


def test_dispersion_by_hand(as_tokens):
    table = dispersion(as_tokens(["a", "b", "a", "b", "b", "b", "a", "b"]), ["a", "z"], parts=2)
    even = table.loc[0]
    assert (even["n"], even["range"]) == (3, 2)
    assert even["dp"] == pytest.approx((abs(2 / 3 - 1 / 2) + abs(1 / 3 - 1 / 2)) / 2)
    assert even["dp_norm"] == pytest.approx(even["dp"] / (1 - 1 / 2))
    assert even["juilland_d"] == pytest.approx(1 - (0.125 / 0.375) / 1)
    absent = table.loc[1]
    assert (absent["n"], absent["range"]) == (0, 0)
    assert absent[DISPERSION_COLUMNS[3:]].isna().all()


def test_parts_may_be_a_column_of_unequal_size(as_tokens):
    table = as_tokens(["a", "b", "b", "a"]).assign(sentence=[0, 1, 1, 1])
    row = dispersion(table, ["a"], parts="sentence").loc[0]
    assert row["dp"] == pytest.approx((abs(1 / 2 - 1 / 4) + abs(1 / 2 - 3 / 4)) / 2)


def test_a_burst_is_less_even_than_a_refrain(as_tokens):
    words = ["x"] * 100
    words[40:45] = ["burst"] * 5
    words[5:100:20] = ["refrain"] * 5
    table = dispersion(as_tokens(words), ["burst", "refrain"]).set_index("term")
    assert table.loc["burst", "dp"] > table.loc["refrain", "dp"]
    assert table.loc["burst", "juilland_d"] < table.loc["refrain", "juilland_d"]
    assert table.loc["burst", "arf"] < table.loc["refrain", "arf"]


def test_one_part_leaves_measures_undefined(as_tokens):
    row = dispersion(as_tokens(["a"]), ["a"]).loc[0]
    assert (row["n"], row["range"]) == (1, 1)
    assert row[["dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "lyne_d3", "kl"]].isna().all()


def test_empty_input():
    nothing = tokens(Article(""))
    assert list(dispersion(nothing, [])) == DISPERSION_COLUMNS
    row = dispersion(nothing, ["a"]).loc[0]
    assert row["n"] == 0
    assert row[DISPERSION_COLUMNS[3:]].isna().all()
    with pytest.raises(ValueError, match="parts=1 is too few"):
        dispersion(nothing, ["a"], parts=1)


def test_same_as_tlda_on_brown(gold):
    """500 parts of unequal size. tlda turns DP round, so that 1 is even; its KLD is mapped to 1 / (1 + KLD). Its DA
    (Burch et al. 2017) is not among our measures."""
    counts = pd.read_csv(gold / "brown_biber150_counts.csv", index_col=0)
    theirs = pd.read_csv(gold / "brown_dispersion_tlda.csv", index_col="item.1")
    ours = dispersion_measures(counts.iloc[1:].to_numpy(), counts.iloc[0].to_numpy()).set_index(counts.index[1:])
    theirs, ours = theirs.loc[ours.index], ours.astype(float)
    assert (ours["n"] == theirs["frequency"]).all()
    np.testing.assert_allclose(ours["range"] / 500, theirs["Rrel"])
    np.testing.assert_allclose(ours["juilland_d"], theirs["D"], atol=1e-12)
    np.testing.assert_allclose(ours["carroll_d2"], theirs["D2"], atol=1e-12)
    np.testing.assert_allclose(ours["rosengren_s"], theirs["S"], atol=1e-12)
    np.testing.assert_allclose(1 - ours["dp"], theirs["DP"], atol=1e-12)
    np.testing.assert_allclose(1 / (1 + ours["kl"]), theirs["DKL"], atol=1e-12)
    # tlda's normalised DP looks for the smallest part among those with the word (Egbert et al. 2020); ours, as in
    # Lijffijt and Gries 2012, among all
    variants = ("gries_2008", "lijffijt_gries_2012", "egbert_etal_2020")
    plain, named_so, normalised = (
        pd.read_csv(gold / f"brown_DP_{name}.csv", index_col="item").loc[ours.index]["DP"] for name in variants
    )
    np.testing.assert_allclose(1 - ours["dp"], plain, atol=1e-12)
    assert named_so.equals(normalised)
    shares = counts.iloc[0] / counts.iloc[0].sum()
    smallest = counts.iloc[1:].gt(0).mul(shares).replace(0, np.nan).min(axis=1)
    np.testing.assert_allclose(1 - ours["dp"] / (1 - smallest), normalised, atol=1e-12)
    np.testing.assert_allclose(1 - ours["dp_norm"], normalised, atol=5e-4)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=8).filter(any),
    st.integers(10, 50),
)
def test_bounds_and_directions(counts, size):
    row = dispersion_measures([counts], [size] * len(counts)).loc[0]
    for measure in ("dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s"):
        assert -1e-9 <= row[measure] <= 1 + 1e-9
    even = dispersion_measures([[3] * len(counts)], [size] * len(counts)).loc[0]
    assert even["dp"] == pytest.approx(0)
    assert [even["juilland_d"], even["carroll_d2"]] == pytest.approx([1, 1])


@settings(max_examples=50, deadline=None)
@given(st.sets(st.integers(0, 30), min_size=1))
def test_arf_lies_between_one_and_n(places):
    arf, awt, ald = position_measures(sorted(places), 31)
    assert 1 - 1e-9 <= arf <= len(places) + 1e-9
    assert awt >= 1 - 1e-9
    assert ald >= 0
