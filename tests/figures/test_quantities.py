"""Quantities: tests/data/quantities.tsv has sentences with what a careful reader finds in each.

A quantity is written: text = kind value[..upper] [unit] [(bound)] [of what].
"""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline as dl
from conftest import ROOT

with (ROOT / "tests" / "data" / "quantities.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def written(article) -> str:
    """The rows of an article as the table has them."""
    found = dl.quantities(article).astype(object)
    found = found.where(found.notna(), None)
    said = []
    for row in found.itertuples():
        value = f"{round(row.value, 4):.16g}" + (f"..{row.upper:.16g}" if row.upper is not None else "")
        parts = [row.kind, value, row.unit, f"({row.bound})" if row.bound else "", f"of {row.of}" if row.of else ""]
        said.append(f"{row.text} = {' '.join(part for part in parts if part)}")
    return "; ".join(said)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"])
def test_quantities_are_what_a_careful_reader_finds(row):
    assert written(dl.Article(row["sentence"], published="2024-05-17")) == row["wanted"]


def test_rows_are_numbered_and_know_their_sentence():
    found = dl.quantities(dl.Article("Two men left. It rained. Three women and five men stayed."))
    assert found["quantity"].tolist() == [0, 1, 2]
    assert found["sentence"].tolist() == [0, 2, 2]


def test_captions_and_texts_in_other_languages_give_no_rows():
    german = "Die Regierung hat gestern 200 Menschen aus dem Lager geholt, und es waren noch 300 andere in der Stadt."
    assert dl.quantities(dl.Article(german)).empty


PIECES = [
    "$", "£", "Rs", "5", "1,200", "3.5", "million", "bn", "half a", "a third of", "two", "hundred", "and", "to", "-",
    "–", "between", "from", "about", "over", "percent", "%", "km", "pounds", "people", "aged", "44-year-old", "won",
    "voted", "of", "one in five", "°C", "minus", ",", ".", "Ada Brown", "½", "2019", "(", ")", "or more",
    "hundreds", "his 40s",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=60)


@settings(max_examples=60, derandomize=True)
@given(TEXTS)
def test_rows_of_any_text_stand_in_it_in_order_and_apart(text):
    article = dl.Article(text)
    found = dl.quantities(article)
    at = 0
    for row in found.itertuples():
        assert article.text[row.start : row.end] == row.text != ""
        assert row.text == row.text.strip()
        assert at <= row.start < row.end
        assert row.value == row.value
        assert not isinstance(row.of, str) or row.of in article.text
        at = row.end
