"""Published values: Carroll 1970, Gries 2008, Lijffijt and Gries 2012; tables: R package tlda on 500 parts of Brown."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.segments.tokenization import tokens
from dateline.terms.spread import DISPERSION_COLUMNS, dispersion, dispersion_measures


@pytest.mark.parametrize(
    ("measure", "counts", "published", "digits"),
    [
        ("juilland_d", [0, 4, 3, 2, 1], 0.6464, 4),  # Carroll 1970:14
        ("dp_norm", [2, 1, 0], 0.5, 1),  # Gries 2008:416, Lijffijt and Gries 2012:148
    ],
)
def test_published_values_over_parts(measure, counts, published, digits):
    table = dispersion_measures([counts], np.ones(len(counts)) * 10)
    assert round(table.loc[0, measure], digits) == published


def test_measures_by_hand():
    table = dispersion_measures([[2, 1], [0, 0]], [4, 4])
    even = table.loc[0]
    assert (even["n"], even["range"]) == (3, 2)
    assert even["dp_norm"] == pytest.approx((abs(2 / 3 - 1 / 2) + abs(1 / 3 - 1 / 2)) / 2 / (1 - 1 / 2))
    assert even["juilland_d"] == pytest.approx(1 - (0.125 / 0.375) / 1)
    absent = table.loc[1]
    assert (absent["n"], absent["range"]) == (0, 0)
    assert absent[DISPERSION_COLUMNS[3:]].isna().all()


def test_parts_are_of_equal_size(as_tokens):
    row = dispersion(as_tokens([*"abbbbbbbbbbbbbbbbbba"]), ["a", "b"]).set_index("term")["range"]
    assert row.to_dict() == {"a": 2, "b": 10}


def test_a_burst_is_less_even_than_a_refrain(as_tokens):
    words = ["x"] * 100
    words[40:45] = ["burst"] * 5
    words[5:100:20] = ["refrain"] * 5
    table = dispersion(as_tokens(words), ["burst", "refrain"]).set_index("term")
    assert table.loc["burst", "dp_norm"] > table.loc["refrain", "dp_norm"]
    assert table.loc["burst", "juilland_d"] < table.loc["refrain", "juilland_d"]


def test_one_part_leaves_measures_undefined(as_tokens):
    row = dispersion(as_tokens(["a"]), ["a"]).loc[0]
    assert (row["n"], row["range"]) == (1, 1)
    assert row[["dp_norm", "juilland_d"]].isna().all()


def test_empty_input():
    nothing = tokens(Article(""))
    assert list(dispersion(nothing, [])) == DISPERSION_COLUMNS
    row = dispersion(nothing, ["a"]).loc[0]
    assert row["n"] == 0
    assert row[DISPERSION_COLUMNS[3:]].isna().all()


def test_same_as_tlda_on_brown(gold):
    """500 parts of unequal size; tlda turns DP round, so that 1 is even."""
    counts = pd.read_csv(gold / "brown_biber150_counts.csv", index_col=0)
    theirs = pd.read_csv(gold / "brown_dispersion_tlda.csv", index_col="item.1")
    ours = dispersion_measures(counts.iloc[1:].to_numpy(), counts.iloc[0].to_numpy()).set_index(counts.index[1:])
    theirs, ours = theirs.loc[ours.index], ours.astype(float)
    assert (ours["n"] == theirs["frequency"]).all()
    np.testing.assert_allclose(ours["range"] / 500, theirs["Rrel"])
    np.testing.assert_allclose(ours["juilland_d"], theirs["D"], atol=1e-12)
    smallest = (counts.iloc[0] / counts.iloc[0].sum()).min()  # tlda's own normalised DP takes another one
    np.testing.assert_allclose(1 - ours["dp_norm"] * (1 - smallest), theirs["DP"], atol=1e-12)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=8).filter(any),
    st.integers(10, 50),
)
def test_bounds_and_directions(counts, size):
    row = dispersion_measures([counts], [size] * len(counts)).loc[0]
    for measure in ("dp_norm", "juilland_d"):
        assert -1e-9 <= row[measure] <= 1 + 1e-9
    even = dispersion_measures([[3] * len(counts)], [size] * len(counts)).loc[0]
    assert [even["dp_norm"], even["juilland_d"]] == pytest.approx([0, 1])
