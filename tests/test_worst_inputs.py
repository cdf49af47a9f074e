"""Whatever a text holds, each function that reads it ends, and its spans are true.

How its time grows with the text, `python benchmarks/worst_inputs.py --growth` measures.
"""

import importlib.util
import inspect

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from conftest import ROOT
from dateline import Article

_SPEC = importlib.util.spec_from_file_location("worst_inputs", ROOT / "benchmarks" / "worst_inputs.py")
worst = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(worst)

SIZE = 3_000  # characters: more than one sentence of the greatest length
STUCK = 60  # seconds of the processor: what takes so long over a page has no end
# Of each kind of input the one that costs most; benchmarks/worst_inputs.py has them all.
KINDS = [
    "one long word", "capitals in marks", "capitals and full stop in marks", "capitals behind a quotation",
    "opening marks", "single opening marks", "paragraphs with an opening mark", "short quotations",
    "quotations in one sentence", "nested quotations", "nested brackets", "apostrophes", "dots", "commas",
    "letters and hyphens", "digits", "number words", "amounts of money", "numbers joined", "newlines",
    "blank lines with spaces",
    "short paragraphs", "paragraphs of marks", "lines of one block", "and", "he said", "he said that",
    "quoted as saying", "names with commas", "acronyms", "critics", "U.S.", "dates", "days in sentences", "last",
    "one long URL", "combining characters", "emoji",
]  # fmt: skip

# Asked of a person, of a folder, of what another function drew, or with no text.
NOT_READ = {
    "read",
    "reference",
    "read_story",
    "read_all",
    "above_floor",
    "with_sentences",
    "key_terms",
    "pair_places",
}
NOT_READ |= {"explore", "show_figure", "show_table", "to_parquet"}


def test_every_public_function_is_measured():
    functions = {name for name in dateline.__all__ if inspect.isfunction(getattr(dateline, name))}
    assert {name for name in functions if not name.startswith("plot_")} <= set(worst.CALLS) | NOT_READ


@pytest.mark.parametrize("kind", KINDS)
def test_every_function_ends_on_what_costs_most(kind):
    made = {}
    assert [row for row in worst.seconds(worst.INPUTS[kind](SIZE), STUCK, made) if row[2]] == []
    assert_in_place(made["sentences"], worst.INPUTS[kind](SIZE))


CHARACTERS = st.characters(exclude_categories=())  # halves of pairs too
PIECES = [
    "“We are glad,”", '"a disaster"', "said Ann Lee", "he", ".", ",", "“", "Mr. Lee", "on Monday", "the '80s", "\n\n",
    "last year", "in 300 years", "NATO", "LONDON (AP) —", "not good", "\ud800", "\x00", "\u202e", "e\u0301", "\r", "😀",
]  # fmt: skip
TEXTS = st.text(CHARACTERS, max_size=80) | st.lists(st.sampled_from(PIECES) | CHARACTERS, max_size=30).map(" ".join)
DATES = st.sampled_from([None, "2024-05-17", "2024-02-29", "0001-01-01", "9999-12-31"])


@settings(max_examples=20, derandomize=True)
@given(TEXTS, DATES)
def test_any_text_is_read_and_each_row_stands_where_it_says(text, published):
    article = Article(text, published=published)
    reading = worst.Reading(article)
    for name in worst.CALLS:
        if isinstance(reading[name], pd.DataFrame):
            assert_in_place(reading[name], article.text)


def assert_in_place(table: pd.DataFrame, text: str) -> None:
    if {"start", "end", "text"} <= set(table):
        spans = zip(table["start"], table["end"], strict=True)
        assert [text[int(start) : int(end)] for start, end in spans] == list(table["text"])
